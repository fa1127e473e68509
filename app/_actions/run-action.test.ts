import { expect, test } from "vitest";
import { z } from "zod";
import { parseInput } from "@/lib/api/input";
import { DomainError } from "@/lib/platform/errors";
import { answerWith } from "./run-action";

const Schema = z.object({
  name: z.string().min(1, "is missing"),
  age: z.number("must be a number"),
});
const refuse = (error: Error) => () => Promise.reject(error);

test("what the work made is the answer's", async () => {
  const answer = await answerWith(async () =>
    parseInput(Schema, { name: "Ada", age: 36, extra: 1 }),
  );
  expect(answer).toEqual({ ok: true, name: "Ada", age: 36 });
});

test("wrong values are told by field, as sentences", async () => {
  const answer = await answerWith(async () => parseInput(Schema, { name: "" }));
  expect(answer).toMatchObject({
    ok: false,
    code: "INVALID_INPUT",
    details: { fields: { name: "This is missing.", age: "This must be a number." } },
  });
});

test("a refusal keeps its code and details, and its words become sentences", async () => {
  const taken = new DomainError("EMAIL_TAKEN", "Taken", { fields: { name: "belongs to another" } });
  expect(await answerWith(refuse(taken))).toEqual({
    ok: false,
    code: "EMAIL_TAKEN",
    message: "Taken.",
    details: { fields: { name: "This belongs to another." } },
  });
  const wrong = new DomainError("INVALID_CREDENTIALS", "The password is not right");
  expect(await answerWith(refuse(wrong))).toMatchObject({
    ok: false,
    message: "The password is not right.",
    details: {},
  });
});

test("a defect or a redirect is not taken for a refusal", async () => {
  await expect(answerWith(refuse(new Error("NEXT_REDIRECT")))).rejects.toThrow("NEXT_REDIRECT");
});
