import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { forgetExpired } from "./forget-expired";

const NOW = new Date("2026-03-02T10:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

const forget = () => forgetExpired({ db: database.db, actor: { kind: "system" }, now: NOW });

test("links and tokens are kept for a month after their end, and those that work stay", async () => {
  const { sql } = database;
  const [user] =
    await sql`insert into users (name, email) values ('Ada', 'ada@readers.example') returning id`;
  const [profile] =
    await sql`insert into researchers (slug, name) values ('ada', 'Ada') returning id`;
  const ends = ["2026-01-30", "2026-02-02", "2027-01-01"];
  for (const end of ends) {
    await sql`insert into mail_tokens (user_id, purpose, secret_hash, expires_at)
      values (${user?.id}, 'verify_email', ${`m ${end}`}, ${end})`;
    await sql`insert into api_grants (user_id, name, expires_at) values (${user?.id}, ${end}, ${end})`;
    await sql`insert into address_claims (researcher_id, address, domain, ror_id, institution,
      affiliation, secret_hash, expires_at)
      values (${profile?.id}, 'ada@institute.example', 'institute.example', 'r', 'I', 'I', ${end}, ${end})`;
  }
  await sql`insert into api_grants (user_id, name, expires_at, revoked_at)
    values (${user?.id}, 'revoked long ago', '2027-01-01', '2026-01-01'),
      (${user?.id}, 'revoked lately', '2027-01-01', '2026-02-20')`;
  await forget();
  const kept = ends.slice(1);
  expect(
    (await sql`select secret_hash as s from mail_tokens order by 1`).map(({ s }) => s),
  ).toEqual(kept.map((end) => `m ${end}`));
  expect((await sql`select name from api_grants order by 1`).map(({ name }) => name)).toEqual([
    ...kept,
    "revoked lately",
  ]);
  const claims = await sql`select secret_hash as s from address_claims order by 1`;
  expect(claims.map(({ s }) => s)).toEqual(kept);
});

test("answers are kept for as long as they can be asked for, counts until they start again", async () => {
  const { sql } = database;
  for (const [key, at] of [
    ["old", "2026-03-01T08:59:00Z"],
    ["young", "2026-03-01T11:00:00Z"],
  ] as const) {
    await sql`insert into idempotency_keys (scope, key, request_hash, claim, claimed_until, created_at)
      values ('s', ${key}, 'h', ${crypto.randomUUID()}, ${at}, ${at})`;
    await sql`insert into rate_limits (key, points, expire) values (${key}, 1, ${key === "old" ? "2026-03-02T09:59:00Z" : "2026-03-02T10:01:00Z"})`;
  }
  await forget();
  for (const table of ["idempotency_keys", "rate_limits"])
    expect((await sql`select key from ${sql(table)}`).map(({ key }) => key)).toEqual(["young"]);
});
