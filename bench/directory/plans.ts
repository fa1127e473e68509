import type { Ctx } from "@/lib/platform/context";
import { type ListResearchers, listResearchers } from "@/lib/researchers/list-researchers";
import type { BenchDatabase } from "../environment";

type Statement = { text: string; values: string[] };

/** What PostgreSQL reads for each question, statement by statement, as Markdown. */
export async function explainStatements(
  { db }: BenchDatabase,
  shapes: { title: string; question: ListResearchers }[],
): Promise<string> {
  const ctx: Ctx = { db, actor: { kind: "nobody" }, now: new Date() };
  const parts = [
    "What PostgreSQL reads at 20,000, one block for each statement that reads tables:",
  ];
  for (const { title, question } of shapes) {
    const plans: string[] = [];
    for (const { text, values } of await recorded(db.$client, () =>
      listResearchers(ctx, question),
    )) {
      const lines = await db.$client.unsafe<{ "QUERY PLAN": string }[]>(
        `explain (analyze, buffers, costs off, timing off, summary off) ${text}`,
        values,
      );
      const plan = telling(lines.map((line) => line["QUERY PLAN"]));
      if (plan.length > 0) plans.push(plan.join("\n"));
    }
    parts.push(`**${title}**\n\n\`\`\`\n${plans.join("\n\n")}\n\`\`\``);
  }
  return parts.join("\n\n");
}

/** How the tables are read and how many pages that takes; the rest of a plan only counts and sorts what was read. */
function telling(plan: string[]): string[] {
  const scans = plan.filter(
    (line) =>
      !line.includes("never executed") &&
      (/Scan (on|using) (researchers|directory)/.test(line) ||
        /Index Cond|Removed by/.test(line)) &&
      !/researchers_pkey|\(id = /.test(line),
  );
  const [pages] = plan.filter((line) => line.includes("Buffers:"));
  if (scans.length === 0 || !pages) return [];
  const short = scans.map((line) =>
    line.replace("->", "").trim().replace("actual ", "").replace(" loops=1", "").slice(0, 140),
  );
  return [...short, pages.trim()];
}

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
