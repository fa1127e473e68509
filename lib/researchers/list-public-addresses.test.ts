import { afterAll, beforeAll, expect, test } from "vitest";
import { paperAuthors, papers, researchers } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { accountsDatabase, contextOf, makeUser } from "@/lib/auth/accounts.fixture";
import { listPublicAddresses } from "./list-public-addresses";

let database: TestDatabase;
beforeAll(async () => {
  database = await accountsDatabase();
});
afterAll(() => database?.close());

async function makeProfile(standing: "listed" | "unclaimed" | "hidden"): Promise<string> {
  const user = await makeUser(database);
  const claimed = standing === "unclaimed" ? {} : { userId: user.id, email: user.email };
  const [made] = await database.db
    .insert(researchers)
    .values({ slug: standing, name: "Ada Byron", standing, rateCents: 10_000, ...claimed })
    .returning({ id: researchers.id });
  return made?.id ?? "";
}

async function makePaper(title: string, ...authors: string[]): Promise<string> {
  const [paper] = await database.db
    .insert(papers)
    .values({ title, authorNames: ["Ada Byron"] })
    .returning({ id: papers.id });
  const paperId = paper?.id ?? "";
  for (const [index, researcherId] of authors.entries())
    await database.db.insert(paperAuthors).values({ paperId, researcherId, position: index + 1 });
  return paperId;
}

test("search engines hear of listed profiles and their papers, and of no others", async () => {
  const [listed, unclaimed, hidden] = [
    await makeProfile("listed"),
    await makeProfile("unclaimed"),
    await makeProfile("hidden"),
  ];
  const theirs = await makePaper("Of both", unclaimed, listed);
  await makePaper("Of an unclaimed author", unclaimed, hidden);
  const addresses = await listPublicAddresses(contextOf(database));
  expect(addresses.map(({ path }) => path)).toEqual(["/researchers/listed", `/papers/${theirs}`]);
});
