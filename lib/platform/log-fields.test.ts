import { beforeEach, expect, test } from "vitest";
import { captureLog } from "./captured-log.fixture";
import { describeError, log, noteInLog, withLogFields } from "./log";

const captured = captureLog();
beforeEach(() => void captured.lines.splice(0));

test("lines carry the fields of what they are written in, also of two things at once", async () => {
  const work = (requestId: string, sessionId: string) =>
    withLogFields({ requestId }, async () => {
      await Promise.resolve();
      noteInLog({ sessionId });
      await Promise.resolve();
      log.info("deep inside");
    });
  await Promise.all([work("r1", "s1"), work("r2", "s2")]);
  log.info("outside");
  expect(captured.lines).toMatchObject([
    { requestId: "r1", sessionId: "s1" },
    { requestId: "r2", sessionId: "s2" },
    { msg: "outside" },
  ]);
  expect(captured.lines[2]).not.toHaveProperty("requestId");
});

test("what is noted of one thing of many is not said of the next", () => {
  withLogFields({ requestId: "r1" }, () => {
    withLogFields({}, () => noteInLog({ sessionId: "s1" }));
    log.info("next");
  });
  expect(captured.lines[0]).toMatchObject({ requestId: "r1" });
  expect(captured.lines[0]).not.toHaveProperty("sessionId");
});

test.each([
  ["an address", "Invalid email: ada@private.example", "Invalid email: [address]"],
  ["a token", "bad eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl there", "bad [token] there"],
  ["a key", "No such key: sk_test_1234567890", "No such key: [key]"],
  ["a client secret", "pi_123_secret_abcDEF is used", "pi_123_secret_[key] is used"],
  [
    "a query",
    "GET https://api.example/x?q=Ada&n=1 failed",
    "GET https://api.example/x?[query] failed",
  ],
  ["a body", `Unexpected token 'A', "Ada Byron" is not valid JSON`, "the text is not valid JSON"],
  [
    "a part of a long body",
    `Unexpected token 'h', ..."password":hunter2-ve"... is not valid JSON`,
    "the text is not valid JSON",
  ],
  ["nothing private", "Is it so? Stripe said 500", "Is it so? Stripe said 500"],
])("an error that quotes %s is told without it", (_what, message, told) => {
  const error = new Error("outer", { cause: new TypeError(message) });
  expect(describeError(error)).toMatchObject({ cause: { error: "TypeError", message: told } });
  if (message !== told) expect(JSON.stringify(describeError(error))).not.toContain(message);
});
