import { seedManyResearchers } from "@/db/seed/many-researchers";
import type { Ctx } from "@/lib/platform/context";
import { type ListResearchers, listResearchers } from "@/lib/researchers/list-researchers";
import { explainStatements } from "./directory/plans";
import { askedQuestions, shapes } from "./directory/questions";
import type { BenchDatabase, BenchEnv } from "./environment";
import type { Result, Row } from "./result";
import { quantile } from "./side-by-side";

export const title = "The directory at 2,000, 20,000 and 200,000 researchers";

const SIZES = [2_000, 20_000, 200_000] as const;
const [, AIMED_AT, LARGEST] = SIZES;
const AIM_MS = 25;
const AIM_GROWTH = 5;
const RUNS = 4;

type Times = { kind: string; ms: number[] }[];
type Measured = { size: number; first: Times; later: number[]; bare: number[] };

/**
 * The verb alone, warm, one question at a time: first pages of many kinds of questions, then later
 * pages by cursor. One database grows; the questions are asked anew of the people who are in it.
 */
export async function run(env: BenchEnv): Promise<Result> {
  const database = await env.freshDatabase();
  const measured: Measured[] = [];
  let plans = "";
  for (const [at, size] of SIZES.entries()) {
    env.say(`${size.toLocaleString("en")} researchers`);
    await seedManyResearchers(database.db, size - (SIZES[at - 1] ?? 0), at + 1);
    await database.db.$client`vacuum researchers, directory_words`;
    measured.push(await measure(database, size));
    if (size === AIMED_AT) plans = await explainStatements(database, shapes);
  }
  await database.drop();
  return { rows: rows(measured), notes: `${kindTable(measured)}\n\n${plans}` };
}

async function measure({ db }: BenchDatabase, size: number): Promise<Measured> {
  const ctx: Ctx = { db, actor: { kind: "nobody" }, now: new Date() };
  const measured: Measured = { size, first: [], later: [], bare: [] };
  for (const { kind, questions } of await askedQuestions(db)) {
    const ms: number[] = [];
    for (const question of questions) {
      const { items, nextCursor } = await listResearchers(ctx, question);
      for (let run = 0; run < RUNS; run++)
        ms.push(await timed(() => listResearchers(ctx, question)));
      if (nextCursor) measured.later.push(await timeLaterPage(ctx, question, nextCursor));
      const id = items[0]?.id;
      if (id) {
        const read = () => db.$client`select * from researchers where id = ${id}`;
        measured.bare.push(await timed(read));
      }
    }
    measured.first.push({ kind, ms });
  }
  return measured;
}

async function timeLaterPage(ctx: Ctx, question: ListResearchers, cursor: string): Promise<number> {
  const second = await listResearchers(ctx, { ...question, cursor });
  const third = second.nextCursor ?? cursor;
  return timed(() => listResearchers(ctx, { ...question, cursor: third }));
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const p95 = (ms: readonly number[]) => quantile(ms, 0.95);
const allOf = ({ first }: Measured) => first.flatMap(({ ms }) => ms);

function rows(measured: Measured[]): Row[] {
  const lines = measured.map((one): Row => {
    const figure = p95(allOf(one));
    const aim = one.size === AIMED_AT ? { aim: `under ${AIM_MS} ms`, met: figure < AIM_MS } : {};
    return {
      label: `First page at ${one.size.toLocaleString("en")}, p95 of ${allOf(one).length}`,
      figure,
      unit: "ms",
      yardstick: { label: "one row by its id", figure: p95(one.bare) },
      ...aim,
    };
  });
  const [at, largest] = [AIMED_AT, LARGEST].map((size) =>
    measured.find((one) => one.size === size),
  );
  if (!at || !largest) return lines;
  const growth = p95(allOf(largest)) / p95(allOf(at));
  return [
    ...lines,
    { label: "Later pages at 20,000, p95", figure: p95(at.later), unit: "ms" },
    {
      label: "p95 at 200,000 by p95 at 20,000",
      figure: growth,
      unit: "times",
      aim: `at most ${AIM_GROWTH} times for ten times as many`,
      met: growth <= AIM_GROWTH,
    },
  ];
}

function kindTable(measured: Measured[]): string {
  const head = ["p50 / p95, ms", ...measured.map(({ size }) => size.toLocaleString("en"))];
  const kinds = measured[0]?.first.map(({ kind }) => kind) ?? [];
  const lines = kinds.map((kind) => [
    kind,
    ...measured.map(({ first }) => {
      const ms = first.find((one) => one.kind === kind)?.ms ?? [];
      return `${quantile(ms, 0.5).toFixed(1)} / ${p95(ms).toFixed(1)}`;
    }),
  ]);
  return [head, head.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
