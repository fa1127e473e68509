import { expect, test } from "vitest";
import { type Envelope, expectFailure, stranger } from "./support/api";
import { newOwner, newReader } from "./support/people";
import { mailbox, sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

const PASSWORD = "correct horse battery";
const NOTIFICATIONS = "/api/v1/account/notifications";

test("optional mails are chosen one by one, and no other can be named", async () => {
  const { api } = await newReader();
  const before = await api.get<Envelope<Record<string, boolean>>>(NOTIFICATIONS);
  expect(Object.values(before.body.data)).not.toContain(false);
  const { body } = await api.patch<Envelope<object>>(NOTIFICATIONS, { reminder_1h: false });
  expect(body.data).toEqual({ ...before.body.data, reminder_1h: false });
  for (const [field, given] of [
    ["receipt", { receipt: false }],
    ["reminder_24h", { reminder_24h: "no" }],
  ] as const) {
    const refused = expectFailure(await api.patch(NOTIFICATIONS, given), 400, "INVALID_INPUT");
    expect(Object.keys(refused.error.details.fields ?? {})).toEqual([field]);
  }
});

test("a copy of everything is one file of JSON, for its owner alone", async () => {
  const owner = await newOwner();
  const { status, body, headers } = await owner.api.get<{
    account: object;
    profile: object;
    contents: object;
  }>("/api/v1/account/export");
  expect(status).toBe(200);
  expect(headers.get("content-disposition")).toMatch(
    /^attachment; filename="colloquy-[\d-]+\.json"$/,
  );
  expect(headers.get("cache-control")).toBe("private, no-store");
  expect(body.account).toMatchObject({ id: owner.userId, email: owner.email });
  expect(body.profile).toMatchObject({ id: owner.researcherId });
  expect(Object.keys(body.contents)).toEqual(Object.keys(body).slice(2));
});

test("a deleted account is closed at once, says good-bye, and its address is free again", async () => {
  const { api, email, userId } = await newReader();
  const remove = (body: object) => api.post("/api/v1/account/delete", body);
  expectFailure(await remove({}), 400, "INVALID_INPUT");
  expectFailure(await remove({ password: "not it" }), 401, "INVALID_CREDENTIALS");
  expectFailure(await remove({ token: "made up" }), 400, "INVALID_TOKEN");
  expect((await remove({ password: PASSWORD })).status).toBe(200);
  expectFailure(await api.get(NOTIFICATIONS), 401, "UNAUTHENTICATED");
  expectFailure(await remove({ password: PASSWORD }), 401, "UNAUTHENTICATED");
  const signIn = await stranger.post("/api/v1/auth/token", { email, password: PASSWORD });
  expectFailure(signIn, 401, "INVALID_CREDENTIALS");
  const mail = await mailbox.waitFor({ to: email, tag: "kind:account-deleted" });
  expect(mail.subject).toBe("Your account is deleted");
  await waitFor("the address to be forgotten", async () => {
    const [row] =
      await sql`select email, finished_at from account_deletions where user_id = ${userId}`;
    return row?.finished_at && row.email === null;
  });
  const again = { name: "Ada", email, password: PASSWORD };
  expect((await stranger.post("/api/v1/auth/register", again)).status).toBe(201);
});
