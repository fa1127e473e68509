import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { parsePolicies, policies } from "./policies";
import { givePointsBack, RateLimited, takePoint } from "./take-points";

let database: TestDatabase;
beforeAll(async () => {
  Object.assign(process.env, SETTINGS, { RATE_LIMITS: "sign-in=5/hour, outreach=2/day" });
  database = await testDatabase();
});
afterAll(() => database?.close());

const take = (who: string) => takePoint(database.db, "sign-in", who);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "counted",
    (error) => error.code,
  );

test("a limit tells what is left, and refuses when nothing is", async () => {
  expect(await take("ada")).toEqual({
    policy: "sign-in",
    limit: 5,
    windowSeconds: 3_600,
    remaining: 4,
    resetSeconds: 3_600,
  });
  for (let left = 3; left >= 0; left--) expect((await take("ada")).remaining).toBe(left);
  const refused = await take("ada").catch((error) => error);
  expect(refused).toBeInstanceOf(RateLimited);
  expect(refused.details).toEqual({
    retry_after_seconds: expect.any(Number),
    limit: 5,
    policy: "sign-in",
  });
  expect(refused.message).toMatch(/try again in (60|59) minutes$/);
});

test("others, and other limits, are counted apart", async () => {
  for (let count = 0; count < 6; count++) await codeOf(take("ben"));
  expect((await take("carla")).remaining).toBe(4);
  expect((await takePoint(database.db, "outreach", "ben")).remaining).toBe(1);
});

test("of fifty at once exactly as many are counted as the limit allows", async () => {
  const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(take("many"))));
  expect(codes.filter((code) => code === "counted")).toHaveLength(5);
  expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(45);
});

test("what was counted can be given back", async () => {
  for (let count = 0; count < 5; count++) await take("dora");
  await givePointsBack(database.db, "sign-in", "dora");
  expect((await take("dora")).remaining).toBe(4);
});

test("the count starts again when its time is over", async () => {
  for (let count = 0; count < 5; count++) await take("eve");
  await database.sql`update rate_limits set expire = now() - interval '1 second'`;
  expect((await take("eve")).remaining).toBe(4);
});

test("no address can be read from what is kept", async () => {
  await take("203.0.113.77");
  const rows = await database.sql`select key from rate_limits`;
  for (const { key } of rows) expect(key).toMatch(/^(sign-in|outreach):[\w-]{22}$/);
});

test("limits are read from the environment, the rest stays as it is", () => {
  expect(parsePolicies("")).toEqual(policies);
  expect(parsePolicies(" sign-in=7/15minute,")).toEqual({
    ...policies,
    "sign-in": { points: 7, seconds: 900 },
  });
  expect(parsePolicies("hold=3/day").hold).toEqual({ points: 3, seconds: 86_400 });
});

test.each(["sign-in", "nobody=3/day", "hold=many/day", "hold=3/month", "toString=1/day"])(
  "%s is refused by name",
  (text) => {
    expect(() => parsePolicies(text)).toThrow(`"${text}" is no limit`);
  },
);
