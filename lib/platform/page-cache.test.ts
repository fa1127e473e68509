import { beforeEach, expect, test } from "vitest";
import { PageCache, type RenderedPage } from "./page-cache";

let now = 0;
let rendered: string[] = [];
let answer = (key: string): Promise<RenderedPage> => Promise.resolve(page(key));
const page = (body: string, status = 200): RenderedPage => ({ status, headers: {}, body });

const create = () =>
  new PageCache(
    (key) => {
      rendered.push(key);
      return answer(key);
    },
    () => now,
  );

beforeEach(() => {
  now = 0;
  rendered = [];
  answer = async (key) => page(`${key} at ${now}`);
});

test("a page is rendered once in two seconds, each address for itself", async () => {
  const cache = create();
  for (now of [0, 1_999, 2_000]) await cache.get("/a");
  await cache.get("/b");
  expect(rendered).toEqual(["/a", "/a", "/b"]);
  expect(await cache.get("/a")).toEqual(page("/a at 2000"));
});

test("its age counts from the beginning of its rendering", async () => {
  const cache = create();
  answer = async () => {
    now += 1_500;
    return page("slow");
  };
  await cache.get("/a");
  now += 500;
  await cache.get("/a");
  expect(rendered).toHaveLength(2);
});

test("visitors at the same moment share a rendering, and its failure, which is not kept", async () => {
  const cache = create();
  answer = () => Promise.reject(new Error("down"));
  const results = await Promise.allSettled([cache.get("/a"), cache.get("/a")]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  answer = async () => page("up");
  expect((await cache.get("/a")).body).toBe("up");
  expect(rendered).toHaveLength(2);
});

test("what is not found or too large is not kept, and of many pages only the latest 200", async () => {
  const cache = create();
  answer = async (key) => (key === "/none" ? page("", 404) : page("x".repeat(600_000)));
  for (const key of ["/none", "/none", "/large", "/large"]) await cache.get(key);
  expect(rendered).toHaveLength(4);
  answer = async (key) => page(key);
  for (let n = 0; n < 250; n++) await cache.get(`/${n}`);
  expect(cache.size).toBe(200);
  rendered = [];
  await cache.get("/249");
  await cache.get("/0");
  expect(rendered).toEqual(["/0"]);
});

test("a page is at hand while it is kept and fresh", async () => {
  const cache = create();
  expect(cache.isFresh("/a")).toBe(false);
  await cache.get("/a");
  expect([cache.isFresh("/a"), cache.isFresh("/b")]).toEqual([true, false]);
  now = 2_000;
  expect(cache.isFresh("/a")).toBe(false);
});
