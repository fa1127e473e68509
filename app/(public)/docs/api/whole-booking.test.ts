import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { wholeBooking } from "./whole-booking";

const code = wholeBooking("https://colloquy.example", {
  STRIPE_API_BASE: "https://api.stripe.com",
  STRIPE_PUBLISHABLE_KEY: "pk_test",
});

test("the booking in curl is a script of calls whose variables end up where they belong", () => {
  const answers = "TOKEN=t RESEARCHER=r DATE=2026-06-10 SLOT=AX-c SESSION=s SECRET=pi_1_secret_2";
  const script = `curl() { printf '%s|' "$@"; echo; }\n${answers}\n${code}`;
  const calls = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\n");
  const bodies = calls.map((call) => call.match(/\|(\{.*\})\|/)?.[1]);
  expect(calls[0]).toContain("https://colloquy.example/api/v1/consulting/researchers/search?");
  expect(calls[1]).toContain("?researcher_id=r&date=2026-06-10");
  expect(JSON.parse(bodies[2] ?? "")).toEqual({ time_slot_id: "AX-c" });
  expect(JSON.parse(bodies[3] ?? "")).toEqual({ session_id: "s" });
  expect(calls[4]).toContain("https://api.stripe.com/v1/payment_intents/pi_1/confirm|-u|pk_test:|");
  expect(calls[4]).toContain("client_secret=pi_1_secret_2");
  expect(JSON.parse(bodies[5] ?? "")).toEqual({ session_id: "s", payment_intent_id: "pi_1" });
});
