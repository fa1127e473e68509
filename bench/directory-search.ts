import { seedManyResearchers } from "@/db/seed/many-researchers";
import type { Ctx } from "@/lib/platform/context";
import { type ListResearchers, listResearchers } from "@/lib/researchers/list-researchers";
import { explainStatements } from "./directory/plans";
import { askedQuestions, type Kind, shapes } from "./directory/questions";
import type { BenchDatabase, BenchEnv } from "./environment";
import type { Result, Row } from "./result";
import { quantile } from "./side-by-side";

export const title = "The directory at 2,000, 20,000 and 200,000 researchers";

const SIZES = [2_000, 20_000, 200_000] as const;
const [, AIMED_AT, LARGEST] = SIZES;
const AIM_MS = 25;
const AIM_GROWTH = 5;
const RUNS = 4;

type Times = { size: number; first: Map<string, number[]>; later: number[]; bare: number[] };
type Directory = { database: BenchDatabase; kinds: Kind[]; times: Times };

/**
 * The verb alone, warm, one question at a time: first pages of many kinds of questions, and later pages
 * by cursor, each with the counts of all filters, as the page shows them. The three directories are asked in turns, each about the people who are in it.
 */
export async function run(env: BenchEnv): Promise<Result> {
  const directories: Directory[] = [];
  for (const size of SIZES) {
    env.say(`${size.toLocaleString("en")} researchers`);
    directories.push(await fill(await env.freshDatabase(), size));
  }
  env.say("asking them in turns");
  const kinds = directories[0]?.kinds.map(({ kind }) => kind) ?? [];
  for (const kind of kinds) for (const directory of directories) await ask(directory, kind);
  const aimedAt = directories.find(({ times }) => times.size === AIMED_AT);
  const plans = aimedAt ? await explainStatements(aimedAt.database, shapes) : "";
  for (const { database } of directories) await database.drop();
  const times = directories.map((directory) => directory.times);
  return { rows: rows(times), notes: `${kindTable(kinds, times)}\n\n${plans}` };
}

async function fill(database: BenchDatabase, size: number): Promise<Directory> {
  await seedManyResearchers(database.db, size, 1);
  // What PostgreSQL would otherwise do in the background, while the questions are asked.
  await database.db.$client`vacuum`;
  await database.db.$client`checkpoint`;
  const kinds = await askedQuestions(database.db);
  return { database, kinds, times: { size, first: new Map(), later: [], bare: [] } };
}

async function ask({ database: { db }, kinds, times }: Directory, kind: string): Promise<void> {
  const ctx: Ctx = { db, actor: { kind: "nobody" }, now: new Date() };
  const ms: number[] = [];
  for (const asked of kinds.find((one) => one.kind === kind)?.questions ?? []) {
    const question = { ...asked, facetsIn: "Europe/Lisbon" };
    const { items, nextCursor } = await listResearchers(ctx, question);
    for (let run = 0; run < RUNS; run++) ms.push(await timed(() => listResearchers(ctx, question)));
    if (nextCursor) times.later.push(await timeLaterPage(ctx, question, nextCursor));
    const id = items[0]?.id;
    const read = () => db.$client`select * from researchers where id = ${id ?? ""}`;
    if (id) times.bare.push(await timed(read));
  }
  times.first.set(kind, ms);
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
const allOf = ({ first }: Times) => [...first.values()].flat();

function rows(times: Times[]): Row[] {
  const lines = times.map((one): Row => {
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
  const [at, largest] = [AIMED_AT, LARGEST].map((size) => times.find((one) => one.size === size));
  if (!at || !largest) return lines;
  const growth = (share: number) => quantile(allOf(largest), share) / quantile(allOf(at), share);
  return [
    ...lines,
    { label: "Later pages at 20,000, p95", figure: p95(at.later), unit: "ms" },
    {
      label: "p50 at 200,000 by p50 at 20,000",
      figure: growth(0.5),
      unit: "times",
    },
    {
      label: "p95 at 200,000 by p95 at 20,000",
      figure: growth(0.95),
      unit: "times",
      aim: `at most ${AIM_GROWTH} for ten times as many`,
      met: growth(0.95) <= AIM_GROWTH,
    },
  ];
}

function kindTable(kinds: string[], times: Times[]): string {
  const head = ["p50 / p95, ms", ...times.map(({ size }) => size.toLocaleString("en"))];
  const lines = kinds.map((kind) => [
    kind,
    ...times.map(({ first }) => {
      const ms = first.get(kind) ?? [];
      return `${quantile(ms, 0.5).toFixed(1)} / ${p95(ms).toFixed(1)}`;
    }),
  ]);
  return [head, head.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
