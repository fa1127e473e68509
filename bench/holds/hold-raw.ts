import type { Sql } from "postgres";
import type { RecordedHold, Statement } from "./recorded-hold";

class Taken extends Error {}

/** Holds by sending what was recorded; false when the time was taken. */
export async function holdRaw(
  sql: Sql,
  { wish: { slot }, looks, writes }: RecordedHold,
): Promise<boolean> {
  try {
    await sql.begin(async (tx) => {
      const send = (statements: Statement[]) =>
        Promise.all(
          statements.map(({ text, values }) =>
            tx.unsafe(text, values as never[], { prepare: true }),
          ),
        );
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
