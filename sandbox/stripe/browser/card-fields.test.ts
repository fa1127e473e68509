import { describe, expect, test } from "vitest";
import {
  caretAfter,
  checkCvc,
  checkExpiry,
  checkNumber,
  formatCvc,
  formatExpiry,
  formatNumber,
  readExpiry,
} from "./card-fields";

const march2026 = new Date(2026, 2, 15);

describe("a card number", () => {
  test.each([
    ["4242424242424242", "4242 4242 4242 4242"],
    ["42424", "4242 4"],
    ["4242-4242 x", "4242 4242"],
    ["378282246310005", "3782 822463 10005"],
    ["42424242424242421", "4242 4242 4242 4242"],
    ["", ""],
  ])("%j is shown as %j", (typed, shown) => {
    expect(formatNumber(typed)).toBe(shown);
  });

  test.each([
    ["4242 4242 4242 4242", undefined],
    ["3782 822463 10005", undefined],
    ["4242 4242", "incomplete_number"],
    ["4242 4242 4242 4241", "invalid_number"],
    ["", "incomplete_number"],
  ])("%j has the problem %j", (text, code) => {
    expect(checkNumber(text)?.code).toBe(code);
  });

  test("keeps the caret behind the digit that was typed", () => {
    expect(caretAfter("4242 4", 5)).toBe(6);
    expect(caretAfter("4242 4242", 4)).toBe(4);
    expect(caretAfter("4242", 0)).toBe(0);
  });
});

describe("an expiry", () => {
  test.each([
    ["1", "1"],
    ["12", "12"],
    ["123", "12 / 3"],
    ["1230", "12 / 30"],
    ["12/30", "12 / 30"],
    ["12 / 2030", "12 / 30"],
    ["3", "03"],
    ["3/30", "03 / 30"],
    ["12 / ", "12"],
  ])("%j is shown as %j", (typed, shown) => {
    expect(formatExpiry(typed)).toBe(shown);
  });

  test.each([
    ["03 / 26", undefined],
    ["12 / 99", undefined],
    ["02 / 26", "invalid_expiry_month_past"],
    ["12 / 25", "invalid_expiry_year_past"],
    ["13 / 30", "invalid_expiry_month"],
    ["00 / 30", "invalid_expiry_month"],
    ["12 / 3", "incomplete_expiry"],
  ])("%j has the problem %j in March 2026", (text, code) => {
    expect(checkExpiry(text, march2026)?.code).toBe(code);
  });

  test("is read as month and whole year", () => {
    expect(readExpiry("03 / 31")).toEqual({ month: 3, year: 2031 });
  });
});

test("a security code has three digits, four on American Express", () => {
  expect(formatCvc("12345", "4242")).toBe("123");
  expect(formatCvc("12345", "3782")).toBe("1234");
  expect(checkCvc("123", "4242")).toBeUndefined();
  expect(checkCvc("123", "3782")?.code).toBe("incomplete_cvc");
});
