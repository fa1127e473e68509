import { expect, test } from "vitest";
import { compileExpression, ExpressionError, holds, keyOf } from "./expressions";

const scope = {
  event: { name: "held", data: { id: 7, kind: "it's", list: ["a"], nested: { "odd key": true } } },
  async: { data: { id: 7, score: 9 } },
};

test.each([
  ["event.data.id == async.data.id", true],
  ["event.data.id != async.data.id", false],
  ["async.data.score > 8 && async.data.score <= 9", true],
  ["async.data.score < 9 || event.name == 'held'", true],
  ["event.data.kind == 'it\\'s'", true],
  ['event.data["kind"] == "it\'s"', true],
  ["event.data.nested['odd key']", true],
  ["event.data.list[0] == 'a'", true],
  ["event.data.absent.deeper == null", true],
  ["has(event.data.id) && !has(event.data.absent)", true],
  ["!(event.data.id == 7)", false],
  ["event.data.id == -7", false],
  ["event.data.id == '7'", false],
  ["true", true],
  ["event.data.id", false],
])("%s is %s", (expression, expected) => {
  expect(holds(expression, scope)).toBe(expected);
});

test("an absent condition holds, and keys are text", () => {
  expect(holds(undefined, scope)).toBe(true);
  expect(keyOf("event.data.id", scope)).toBe("7");
  expect(keyOf("event.name + '-' + event.data.id", scope)).toBe("held-7");
  expect(keyOf("event.data.absent", scope)).toBe("null");
});

test.each([
  "event.data.id.size() > 1",
  "event.data.name.startsWith('a')",
  "event.data.id in [1, 2]",
  "event.data.id == ",
  "event.data.id == 1 ? 2 : 3",
  "session.id == 1",
  "event..id",
  "(event.data.id",
  "event.data.id * 2 == 14",
])("%s is refused with its text", (expression) => {
  expect(() => compileExpression(expression)).toThrow(ExpressionError);
  expect(() => compileExpression(expression)).toThrow(expression.trim());
});
