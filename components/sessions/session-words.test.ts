import { expect, test } from "vitest";
import { endingWords, untilInWords } from "./session-words";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test("how far off a moment is, in the largest whole unit", () => {
  expect(untilInWords(3 * 24 * HOUR + HOUR)).toBe("in 3 days");
  expect(untilInWords(24 * HOUR)).toBe("in 1 day");
  expect(untilInWords(24 * HOUR - 1)).toBe("in 23 hours");
  expect(untilInWords(HOUR)).toBe("in 1 hour");
  expect(untilInWords(59 * MINUTE)).toBe("in 59 minutes");
  expect(untilInWords(MINUTE - 1)).toBe("in less than a minute");
  expect(untilInWords(0)).toBe("now");
});

test("an ending is told from the side of the one who reads it", () => {
  expect(endingWords("reader_canceled", "reader", "Ada")).toBe("You canceled it.");
  expect(endingWords("reader_canceled", "researcher", "Ada")).toBe("Ada canceled it.");
  expect(endingWords("request_declined", "reader", "Dr Oyelaran")).toBe(
    "Dr Oyelaran could not take it.",
  );
  expect(endingWords(null, "reader", "Ada")).toBe("It was canceled.");
});
