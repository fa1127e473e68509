import { expect, test } from "vitest";
import { z } from "zod";
import { DONE } from "@/components/forms/form-result";
import { DomainError } from "@/lib/platform/errors";
import { answerForm } from "./answer-form";

const Schema = z.object({
  name: z.string().min(1, "is missing"),
  age: z.number("must be a number"),
});
const values = { name: "Ada", age: 36 };
const refuse = (error: Error) => () => Promise.reject(error);

test("accepted values reach the work, whose answer is the form's", async () => {
  const seen: unknown[] = [];
  const answer = await answerForm(Schema, { ...values, extra: 1 }, async (input) => {
    seen.push(input);
    return DONE;
  });
  expect(answer).toEqual({ done: true });
  expect(seen).toEqual([values]);
});

test("wrong values are told beside their fields, as sentences, and nothing is done", async () => {
  const answer = await answerForm(Schema, { name: "" }, refuse(new Error("worked")));
  expect(answer).toEqual({
    done: false,
    fields: { name: "This is missing.", age: "This must be a number." },
  });
});

test("a refusal is told beside its field, or above the form", async () => {
  const taken = new DomainError("EMAIL_TAKEN", "Taken", { fields: { name: "belongs to another" } });
  expect(await answerForm(Schema, values, refuse(taken))).toEqual({
    done: false,
    fields: { name: "This belongs to another." },
  });
  const wrong = new DomainError("INVALID_CREDENTIALS", "The password is not right");
  expect(await answerForm(Schema, values, refuse(wrong))).toEqual({
    done: false,
    message: "The password is not right.",
  });
});

test("a defect or a redirect is not taken for a refusal", async () => {
  await expect(answerForm(Schema, values, refuse(new Error("NEXT_REDIRECT")))).rejects.toThrow(
    "NEXT_REDIRECT",
  );
});
