import type { Sql } from "postgres";
import type { RecordedHold, Statement } from "./recorded-hold";

class Taken extends Error {}

/** How statements go out: each behind the answer to the one before, or those of a group at once. */
export type Sending = "one by one" | "in two groups";

/** Holds by sending what was recorded; false when the time was taken. */
export async function holdRaw(
  sql: Sql,
  { wish: { slot }, looks, writes }: RecordedHold,
  sending: Sending,
): Promise<boolean> {
  try {
    await sql.begin(async (tx) => {
      const ask = ({ text, values }: Statement) =>
        tx.unsafe(text, values as never[], { prepare: true });
      const send = async (statements: Statement[]) => {
        if (sending === "in two groups") return Promise.all(statements.map(ask));
        const answers: Awaited<ReturnType<typeof ask>>[] = [];
        for (const statement of statements) answers.push(await ask(statement));
        return answers;
      };
      const answers = await send(looks);
      const busy = answers.flat().find((row) => "busy" in row)?.busy as
        | { startsAt: number }[]
        | null;
      if (busy?.some(({ startsAt }) => startsAt === slot.startsAt)) throw new Taken();
      await send(writes);
    });
    return true;
  } catch (error) {
    if (error instanceof Taken) return false;
    throw error;
  }
}
