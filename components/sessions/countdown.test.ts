import { describe, expect, test } from "vitest";
import { announcementFor, leftInWords } from "./countdown";

const MINUTE = 60_000;

test("the time left is told in whole minutes, the last one in words", () => {
  expect(leftInWords(15 * MINUTE)).toBe("15 min left");
  expect(leftInWords(12 * MINUTE + 59_999)).toBe("12 min left");
  expect(leftInWords(MINUTE)).toBe("1 min left");
  expect(leftInWords(MINUTE - 1)).toBe("less than a minute left");
  expect(leftInWords(0)).toBe("ended");
  expect(leftInWords(-1)).toBe("ended");
});

describe("what is announced", () => {
  const heard = (fromMs: number, toMs: number, stepMs: number) => {
    const words: string[] = [];
    for (let left = fromMs; left > toMs; left -= stepMs) {
      const said = announcementFor(left, left - stepMs);
      if (said) words.push(said);
    }
    return words;
  };

  test("five minutes and one minute, each once, and nothing else", () => {
    expect(heard(15 * MINUTE, 0, 1000)).toEqual([
      "Five minutes left to pay for this time.",
      "One minute left to pay for this time.",
    ]);
  });

  test("a page that slept past both says only the latter", () => {
    expect(announcementFor(10 * MINUTE, 30_000)).toBe("One minute left to pay for this time.");
  });

  test("a page opened late, or after the end, does not speak", () => {
    expect(announcementFor(4 * MINUTE, 4 * MINUTE - 1000)).toBeNull();
    expect(announcementFor(2 * MINUTE, 0)).toBeNull();
  });
});
