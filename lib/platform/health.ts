import { sql } from "drizzle-orm";
import type { Ctx } from "./context";
import { describeError, log } from "./log";

/** Whether the service can do its work: a service without its database cannot. */
export async function checkHealth({ db }: Pick<Ctx, "db">): Promise<{ database: "ok" | "down" }> {
  try {
    await db.execute(sql`select 1`);
    return { database: "ok" };
  } catch (error) {
    log.error(describeError(error), "the database does not answer");
    return { database: "down" };
  }
}
