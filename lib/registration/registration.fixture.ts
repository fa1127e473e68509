import { eq } from "drizzle-orm";
import { researchers } from "@/db/schema";
import { parseInput } from "@/lib/api/input";
import { signInvitation } from "@/lib/outreach/invitation-token";
import { NOW, outreachWorld } from "@/lib/outreach/outreach.fixture";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { registerResearcher } from "./register-researcher";
import { RegisterResearcher } from "./registration-input";

export { NOW } from "@/lib/outreach/outreach.fixture";

export type RegistrationWorld = Awaited<ReturnType<typeof registrationWorld>>;

/** Invitations, and those who follow them. */
export async function registrationWorld() {
  const outreach = await outreachWorld();
  log.level = "silent";
  const { db, sql } = outreach.database;
  const nobody = (now = NOW): Ctx => ({ db, actor: { kind: "nobody" }, now });

  return {
    ...outreach,
    db,
    sql,
    nobody,

    /** An open invitation and its token. */
    async invitation(values: Parameters<typeof outreach.invited>[0] = {}) {
      const { invitation, request } = await outreach.invited(values);
      return { ...invitation, requestId: request.id, token: await signInvitation(invitation) };
    },

    register: async (body: Record<string, unknown>, now = NOW) =>
      registerResearcher(nobody(now), parseInput(RegisterResearcher, body)),

    async profile(id: string) {
      const [row] = await db.select().from(researchers).where(eq(researchers.id, id));
      return row;
    },

    /** How many rows each table has. */
    async rows(): Promise<Record<string, number>> {
      const tables = await sql<{ name: string }[]>`
        select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
      const counts = await Promise.all(
        tables.map(async ({ name }) => {
          const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(name)}`;
          return [name, row?.n ?? 0] as const;
        }),
      );
      return Object.fromEntries(counts);
    },
  };
}

/** A body as the specification shows it. */
export const bodyOf = ({ email, token }: { email: string; token: string }) => ({
  name: "John Smith",
  email,
  bio: "Professor of AI.",
  expertise: ["Machine Learning", "NLP"],
  achievements: ["Award 1", "Publication 2"],
  availability: {
    monday: ["09:00-10:00", "14:00-15:00"],
    tuesday: ["10:00-11:00", "15:00-16:00"],
  },
  rate: 150.0,
  token,
});

/** Why something was refused; fails when it was not. */
export async function refused(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DomainError) return error;
  throw error ?? new Error("nothing was refused");
}
