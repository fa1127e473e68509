import { expect, test } from "vitest";
import { CONSULTING, expectFailure, type SessionBody, stranger } from "./support/api";
import { freeSlot, giveUp } from "./support/booking";
import { useUp } from "./support/limits";
import { newOwner, newReader, openEveryDay, signIn } from "./support/people";
import { app } from "./support/stack";
import { waitFor } from "./support/wait-for";

test("a booking repeated under its key is the same one, and another under it is refused", async () => {
  const reader = await newReader();
  const owner = await newOwner();
  await openEveryDay(owner);
  const slot = await freeSlot(reader.api, owner.researcherId);
  const post = (body: object) =>
    reader.api.send<{ data: SessionBody }>("POST", "/sessions", {
      headers: { "content-type": "application/json", "idempotency-key": "booking-1" },
      body: JSON.stringify(body),
    });
  const first = await post({ time_slot_id: slot.id });
  expect(first.status).toBe(201);
  const again = await post({ time_slot_id: slot.id });
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expectFailure(
    await post({ time_slot_id: slot.id, questions: "Why?" }),
    409,
    "IDEMPOTENCY_KEY_REUSED",
  );
  await giveUp(reader, first.body.data.id);
});

test("a key that is none is named", async () => {
  const answer = await stranger.send("POST", `${CONSULTING}/sessions`, {
    headers: { "content-type": "application/json", "idempotency-key": "with space" },
    body: "{}",
  });
  const { error } = expectFailure(answer, 400, "INVALID_INPUT");
  expect(error.details.fields).toHaveProperty("Idempotency-Key");
});

test("every answer says what is left, and 429 when to come back", async () => {
  const { email, userId } = await newReader();
  const reader = await signIn(email, "correct horse battery");
  await useUp("user", userId, 2);
  const first = await reader.api.get("/sessions");
  expect(first.status).toBe(200);
  expect(first.headers.get("ratelimit-policy")).toMatch(
    /^"token";q=1000000;w=60, "user";q=1000000;w=60$/,
  );
  expect(first.headers.get("ratelimit")).toMatch(/^"token";r=\d+;t=\d+, "user";r=1;t=\d+$/);
  expect((await reader.api.get("/sessions")).status).toBe(200);
  const refused = await reader.api.get("/sessions");
  expectFailure(refused, 429, "RATE_LIMITED");
  const wait = Number(refused.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refused.headers.get("ratelimit")).toContain('"user";r=0;');
  const another = await newReader();
  expect((await another.api.get("/sessions")).status).toBe(200);
});

test("a caller's own word for its address is not believed", async () => {
  const countAgainst = async (headers: Record<string, string>) => {
    const { headers: answered } = await fetch(`${app}${CONSULTING}/sessions`, { headers });
    const [, left, seconds] =
      /"address";r=(\d+);t=(\d+)/.exec(answered.get("ratelimit") ?? "") ?? [];
    return { left: Number(left), seconds: Number(seconds) };
  };
  const [before, after] = await waitFor("two answers counted in one minute", async () => {
    const first = await countAgainst({ "x-forwarded-for": "203.0.113.1" });
    const second = await countAgainst({
      "x-forwarded-for": "203.0.113.2",
      "x-colloquy-peer": "203.0.113.3",
    });
    return second.seconds <= first.seconds && [first, second];
  });
  expect(after.left).toBeLessThan(before.left);
});
