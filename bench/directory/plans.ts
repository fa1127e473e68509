import type { Ctx } from "@/lib/platform/context";
import { type ListResearchers, listResearchers } from "@/lib/researchers/list-researchers";
import type { BenchDatabase } from "../environment";

type Statement = { text: string; values: string[] };

/** The statements behind each question with the plans that PostgreSQL made of them, as Markdown. */
export async function explainStatements(
  { db }: BenchDatabase,
  shapes: { title: string; question: ListResearchers }[],
): Promise<string> {
  const ctx: Ctx = { db, actor: { kind: "nobody" }, now: new Date() };
  const parts = ["How PostgreSQL answers at 20,000 (the rows are those really met):"];
  for (const { title, question } of shapes) {
    const statements = await recorded(db.$client, () => listResearchers(ctx, question));
    const plans: string[] = [];
    for (const { text, values } of statements) {
      const lines = await db.$client.unsafe<{ "QUERY PLAN": string }[]>(
        `explain (analyze, costs off, timing off, buffers off, summary off) ${text}`,
        values,
      );
      const plan = lines.map((line) => line["QUERY PLAN"]).filter(isTelling);
      // One line is the folding of the query, which reads no table.
      if (plan.length > 1) plans.push(plan.map((line) => line.slice(0, 150)).join("\n"));
    }
    parts.push(`**${title}**\n\n\`\`\`\n${plans.join("\n\n")}\n\`\`\``);
  }
  return parts.join("\n\n");
}

const isTelling = (line: string) =>
  !line.includes("never executed") && /->|^\S|Index Cond|Recheck Cond|Rows Removed/.test(line);

type Client = BenchDatabase["db"]["$client"];

/** What a piece of work says to the database. */
async function recorded(client: Client, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const unsafe = client.unsafe;
  client.unsafe = ((text: string, values: string[], options: object) => {
    statements.push({ text, values });
    return unsafe(text, values, options);
  }) as typeof unsafe;
  await work();
  client.unsafe = unsafe;
  return statements;
}
