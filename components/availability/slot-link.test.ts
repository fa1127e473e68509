import { expect, test } from "vitest";
import { decodeSlotId, encodeSlotId } from "@/lib/availability/slot-id";
import { bookingHref, slotId } from "./slot-link";

const researcherId = "fb3f7ac0-9d1e-4c55-8a3e-ffeeddccbbaa";

test.each([
  [29_000_000, 60],
  [0, 15],
  [4_000_000_000, 480],
])(
  "the browser writes the id that the server reads: %i + %i min",
  (startMinute, sessionMinutes) => {
    const id = slotId({ researcherId, startMinute, sessionMinutes });
    const startsAt = startMinute * 60_000;
    const slot = { researcherId, startsAt, endsAt: startsAt + sessionMinutes * 60_000 };
    expect(id).toBe(encodeSlotId(slot));
    expect(decodeSlotId(id)).toEqual(slot);
  },
);

test("the paper goes along when there is one", () => {
  const slot = { researcherId, startMinute: 29_000_000, sessionMinutes: 60 };
  expect(bookingHref(slot)).toBe(`/book?slot=${slotId(slot)}`);
  expect(bookingHref(slot, "p1")).toBe(`/book?slot=${slotId(slot)}&paper=p1`);
});
