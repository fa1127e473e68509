import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeSlotId, encodeSlotId } from "./slot-id";

const MINUTE = 60_000;
const slot = {
  researcherId: "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
  startsAt: Date.UTC(2026, 4, 4, 9),
  endsAt: Date.UTC(2026, 4, 4, 10),
};

describe("encodeSlotId", () => {
  test("keeps its form, since ids are stored by those who call the API", () => {
    expect(encodeSlotId(slot)).toBe("AQGQobLD1H5fipsMHS4_SlsBxCO8ADw");
  });

  test.each([
    ["researcherId", { ...slot, researcherId: "amara-okafor" }],
    ["startsAt", { ...slot, startsAt: slot.startsAt + 1 }],
    ["startsAt", { ...slot, startsAt: -MINUTE }],
    ["startsAt", { ...slot, startsAt: Number.NaN }],
    ["endsAt", { ...slot, endsAt: slot.startsAt }],
    ["endsAt", { ...slot, endsAt: slot.startsAt + 65_536 * MINUTE }],
  ])("refuses a wrong %s by name", (name, wrong) => {
    expect(() => encodeSlotId(wrong)).toThrow(RangeError);
    expect(() => encodeSlotId(wrong)).toThrow(name);
  });
});

describe("decodeSlotId", () => {
  const anySlot = fc
    .tuple(
      fc.uuid(),
      fc.nat({ max: Date.UTC(9999, 0, 1) / MINUTE - 1 }),
      fc.integer({ min: 1, max: 0xffff }),
    )
    .map(([researcherId, startMinute, length]) => ({
      researcherId,
      startsAt: startMinute * MINUTE,
      endsAt: (startMinute + length) * MINUTE,
    }));

  test("returns the slot of any id, which is 31 URL-safe characters", () => {
    const property = fc.property(anySlot, (any) => {
      const id = encodeSlotId(any);
      expect(id).toMatch(/^[\w-]{31}$/);
      expect(decodeSlotId(id)).toEqual(any);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test("spells a researcher's id in lower case, so a slot has one id", () => {
    const id = encodeSlotId({ ...slot, researcherId: slot.researcherId.toUpperCase() });
    expect(id).toBe(encodeSlotId(slot));
    expect(decodeSlotId(id)).toEqual(slot);
  });

  test("accepts no second spelling: a changed character is another slot or none", () => {
    const id = encodeSlotId(slot);
    for (let index = 0; index < id.length; index += 1) {
      for (const character of "ABCDwxyz0189-_+/=. é") {
        const changed = id.slice(0, index) + character + id.slice(index + 1);
        const decoded = decodeSlotId(changed);
        if (decoded) expect(encodeSlotId(decoded)).toBe(changed);
      }
    }
  });

  test("is null for anything that is not an id", () => {
    const id = encodeSlotId(slot);
    const wrong = [
      "",
      "0",
      id.slice(1),
      `${id}A`,
      `${id}=`,
      ` ${id}`,
      `${id}\n`,
      slot.researcherId,
    ];
    const otherVersion = `Ag${id.slice(2)}`;
    const noLength = `${id.slice(0, -3)}AAA`;
    const yearTenThousand = `${id.slice(0, 22)}/////ADw`.replaceAll("/", "_");
    for (const text of [
      ...wrong,
      otherVersion,
      noLength,
      yearTenThousand,
      "A".repeat(31),
      "x".repeat(1_000_000),
    ]) {
      expect(decodeSlotId(text)).toBeNull();
    }
    const property = fc.property(fc.string(), (text) => {
      expect(decodeSlotId(text)).toBeNull();
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });
});
