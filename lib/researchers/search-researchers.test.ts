import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Ctx } from "@/lib/platform/context";
import { addResearchers, readerless } from "./directory.fixture";
import { type ListResearchers, listResearchers } from "./list-researchers";

let database: TestDatabase;
let ctx: Ctx;
let hiddenId: string;

beforeAll(async () => {
  database = await testDatabase();
  ctx = readerless(database);
  const ids = await addResearchers(database, [
    {
      name: "Amara Okafor",
      field: "Neuroscience",
      expertise: ["sleep", "targeted memory reactivation"],
      affiliation: "Université de Genève",
    },
    { name: "Zoë Müller-Łukasz", expertise: ["quantum optics", "AI"], field: "Génétique" },
    { name: "Bridget O’Rourke", expertise: ["C++", "aid policy"], affiliation: "Oslo" },
    { name: "Neuro Scientist", field: "Statistics", expertise: ["memory of materials"] },
    { name: "深層 学習太郎", expertise: ["機械学習入門"] },
    { name: "Ola Unclaimed", standing: "unclaimed", expertise: ["quantum optics"] },
    { name: "Xerxes Vandenplas", standing: "hidden", expertise: ["quantum optics"] },
  ]);
  hiddenId = ids.at(-1) ?? "";
});
afterAll(() => database.close());

const search = async (query: string, rest: ListResearchers = {}) => {
  const { items, match, total } = await listResearchers(ctx, { query, ...rest });
  return { names: items.map(({ name }) => name), match, total };
};
const OKAFOR = "Amara Okafor";
const MULLER = "Zoë Müller-Łukasz";

describe("words are found", () => {
  test.each([
    ["okaf", OKAFOR, "by their beginning"],
    ["kafor", OKAFOR, "by a part, when nobody's begin so"],
    ["x kafor", "nobody", "but a short word still has to begin one"],
    ["a okafor", OKAFOR, "with an initial"],
    ["x okafor", "nobody", "unless the initial is another's"],
    ["muller lukasz", MULLER, "when a hyphen joins them"],
    ["zoe mullerlukasz", "nobody", "but not when one is left out"],
    ["Zoe\u0308 MU\u0308LLER", MULLER, "with accents written as signs of their own"],
    ["Bridget O'Rourke", "Bridget O’Rourke", "whatever the apostrophe"],
    ["orourke", "Bridget O’Rourke", "without the apostrophe"],
    ["c++", "Bridget O’Rourke", "with the signs that are part of them"],
    ["geneve sleep", OKAFOR, "from several parts"],
    ["学習", "深層 学習太郎", "in scripts without spaces"],
  ])("%s: %s, %s", async (query, name) => {
    const { names, match } = await search(query);
    expect(names).toEqual(name === "nobody" ? [] : [name]);
    if (name !== "nobody") expect(match).toBe("exact");
  });

  test("a word of two letters is the whole word, unless nobody has it", async () => {
    expect(await search("ai")).toMatchObject({ names: [MULLER], match: "exact" });
    expect(await search("po")).toMatchObject({ names: ["Bridget O’Rourke"], match: "exact" });
  });
});

describe("misspelled words are found", () => {
  test.each([
    ["okafro", OKAFOR, "two letters swapped"],
    ["okaffor", OKAFOR, "a letter too much"],
    ["okfor", OKAFOR, "a letter too few"],
    ["okabor", OKAFOR, "another letter"],
    ["zoee mueller", MULLER, "a slip in each word"],
    ["slepe", OKAFOR, "in a short word"],
    ["neurosceince", OKAFOR, "two letters swapped in a long word"],
    ["nuroscienze", OKAFOR, "two slips in a long word"],
    ["reactivate", OKAFOR, "another form of the word"],
    ["amarra okafro", OKAFOR, "a whole name"],
  ])("%s: %s, %s", async (query, name) => {
    const { names, match } = await search(query);
    expect(names[0]).toBe(name);
    expect(match).toBe("close");
  });

  test("what was meant ranks like what was written: the field itself before a mention", async () => {
    await addResearchers(database, [
      {
        name: "Aaron Early",
        expertise: ["history of neuroscience"],
        nextAvailableAt: "2026-03-03",
      },
    ]);
    expect((await search("neurosciense")).names).toEqual([OKAFOR, "Aaron Early"]);
  });

  test("three letters are not guessed at", async () => {
    expect(await search("slp")).toMatchObject({ total: 0, match: "exact" });
  });
});

test("a field narrows by its name, however it is accented, and a price leaves out who has none", async () => {
  expect((await search("quantum", { field: "Génétique" })).names).toEqual([MULLER]);
  expect((await search("quantum", { field: "Genetique" })).names).toEqual([]);
  expect((await search("quantum")).names).toEqual([MULLER, "Ola Unclaimed"]);
  expect((await search("quantum", { priceMinCents: 0 })).names).toEqual([MULLER]);
});

describe("a hidden profile", () => {
  const ask = async () => [
    await search("vandenplas"),
    await search("xerxes vandenplass"),
    await search("denplas"),
    await search("quantum optics"),
    await search("qantum"),
  ];
  const nothing = { names: [], total: 0, match: "exact" };

  test("leaves no trace: not by its words, nor by what is spelled like them, nor in a count", async () => {
    const hidden = await ask();
    expect(hidden[0]).toMatchObject(nothing);
    expect(hidden[1]?.names).toEqual([]);
    expect(hidden[3]?.total).toBe(2);
    expect(hidden[4]?.total).toBe(2);
    const known = () => database.sql`select word from directory_words where word = 'vandenplas'`;
    expect(await known()).toEqual([]);
    await database.sql`update researchers set standing = 'unclaimed' where id = ${hiddenId}`;
    expect((await search("xerxes vandenplass")).names).toEqual(["Xerxes Vandenplas"]);
    await database.sql`update researchers set standing = 'hidden' where id = ${hiddenId}`;
    expect(await known()).toHaveLength(1);
    expect(await ask()).toEqual(hidden);
  });
});
