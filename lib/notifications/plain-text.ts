import { plainTextSelectors, toPlainText } from "@react-email/components";

/** A rendered letter without markup. Headings keep their case; links stand in angle brackets. */
export function plainText(html: string): string {
  return toPlainText(html, {
    wordwrap: 76,
    selectors: [
      ...plainTextSelectors,
      { selector: "h1", options: { uppercase: false, leadingLineBreaks: 2 } },
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"] } },
    ],
  });
}
