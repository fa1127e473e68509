import { availabilityRules, researchers, users } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import type { UserActor } from "@/lib/platform/context";

/** A Monday; every researcher asks for a day's notice unless told otherwise. */
export const NOW = new Date("2026-03-02T10:00:00Z");

export type TestResearcher = { id: string; actor: UserActor };
type NewResearcher = Partial<typeof researchers.$inferInsert>;

/** Makes readers and researchers in a database. */
export function peopleOf({ db }: Pick<TestDatabase, "db">) {
  async function reader(name = "Ada Byron"): Promise<UserActor> {
    const email = `${crypto.randomUUID()}@readers.example`;
    const [user] = await db.insert(users).values({ name, email }).returning();
    if (!user) throw new Error("no user");
    const { id, timeZone } = user;
    const isVerified = { emailVerified: true, isAdmin: false };
    return { kind: "user", id, name, email, ...isVerified, timeZone, researcherId: null };
  }

  /** Listed, in UTC, $150 an hour, open 09:00-17:00 every day. */
  async function researcher(values: NewResearcher = {}): Promise<TestResearcher> {
    const owner = await reader("Amara Okafor");
    const [row] = await db
      .insert(researchers)
      .values({
        userId: owner.id,
        slug: `r-${crypto.randomUUID()}`,
        name: owner.name,
        email: owner.email,
        rateCents: 15_000,
        standing: "listed",
        payoutCountry: "GB",
        ...values,
      })
      .returning();
    if (!row) throw new Error("no researcher");
    const hours = { researcherId: row.id, startMinute: 540, endMinute: 1020 };
    const week = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ ...hours, weekday }));
    await db.insert(availabilityRules).values(week);
    return { id: row.id, actor: { ...owner, researcherId: row.id } };
  }
  return { reader, researcher };
}
