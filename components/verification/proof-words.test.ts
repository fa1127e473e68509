import { expect, test } from "vitest";
import { proofSentence } from "./proof-words";

const provedAt = new Date("2026-11-03T23:30:00Z");

test("a proof tells what, how and on which day of the reader's", () => {
  const address = {
    kind: "institution_email",
    subject: "King's College London",
    provedAt,
  } as const;
  expect(proofSentence(address, "Europe/London")).toBe(
    "Address at King's College London confirmed on Tuesday 3 November 2026",
  );
  expect(proofSentence(address, "Asia/Tokyo")).toContain("Wednesday 4 November 2026");
  expect(proofSentence({ kind: "orcid", subject: "0000-0002-1825-0097", provedAt }, "UTC")).toBe(
    "ORCID iD 0000-0002-1825-0097 confirmed by signing in at ORCID on Tuesday 3 November 2026",
  );
});
