import { expect, test } from "vitest";
import { findBrowser } from "./browser";

const played = "/cache/playwright/chrome";
const PATH = "/usr/local/bin:/usr/bin";
const on =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);

test("the browser a person names wins over Playwright's and the system's", () => {
  const exists = on("/opt/chrome", played, "/usr/bin/chromium");
  expect(findBrowser({ CHROMIUM_PATH: "/opt/chrome", PATH }, played, exists)).toBe("/opt/chrome");
  expect(findBrowser({ PATH }, played, exists)).toBe(played);
});

test("a named browser that is missing is an error, not another browser", () => {
  const exists = on("/usr/bin/chromium");
  expect(() => findBrowser({ CHROMIUM_PATH: "/opt/gone", PATH }, played, exists)).toThrow(
    "CHROMIUM_PATH is /opt/gone",
  );
});

test("of the system's browsers Chromium comes before Chrome, wherever on the PATH", () => {
  const exists = on("/usr/local/bin/google-chrome", "/usr/bin/chromium-browser");
  expect(findBrowser({ PATH }, played, exists)).toBe("/usr/bin/chromium-browser");
  expect(findBrowser({ PATH }, played, on("/usr/local/bin/google-chrome"))).toBe(
    "/usr/local/bin/google-chrome",
  );
});

test("no browser at all is undefined", () => {
  expect(findBrowser({ PATH }, played, on())).toBeUndefined();
  expect(findBrowser({}, "", on())).toBeUndefined();
});
