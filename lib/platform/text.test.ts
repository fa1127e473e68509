import { expect, test } from "vitest";
import { Text } from "./text";

test.each(["", "Zoë 😀", "\u202eمرحبا", "a\r\nb"])("%j is text", (text) => {
  expect(Text.parse(text)).toBe(text);
});

test.each(["a\u0000b", "a\ud800b", "\udc00", "\ude00\ud83d"])("%j is none that is kept", (text) => {
  expect(() => Text.parse(text)).toThrow("must not contain null characters or broken ones");
});
