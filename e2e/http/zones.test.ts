import { beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { expectFailure, type SlotBody } from "./support/api";
import { freeSlot } from "./support/booking";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import { availability, enveloped, expectShape, timeSlot, timeSlots } from "./support/shapes";

let reader: Person;
/** In Athens; her evenings are other dates elsewhere. */
let eleni: Owner;
let slot: SlotBody;
let date: string;

beforeAll(async () => {
  [reader, eleni] = await Promise.all([newReader(), ownerOf("eleni-papadaki")]);
  slot = await freeSlot(reader.api, eleni.researcherId);
  date = localDate(slot.start_time, "Europe/Athens");
});

const localDate = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(instant));

const clock = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short" }).format(new Date(instant));

const range = (zone: string) => `${clock(slot.start_time, zone)}-${clock(slot.end_time, zone)}`;

async function get<S extends z.ZodType>(shape: S, path: string): Promise<z.output<S>> {
  const { status, body } = await reader.api.get<unknown>(path);
  expect(status, JSON.stringify(body)).toBe(200);
  return expectShape(shape, body);
}

const slotsOn = async (query: string) =>
  (await get(timeSlots, `/time-slots?researcher_id=${eleni.researcherId}&${query}`)).time_slots;

test("a date is read on the researcher's clock, and its times come in order", async () => {
  const slots = await slotsOn(`date=${date}`);
  expect(slots.map(({ id }) => id)).toContain(slot.id);
  for (const { start_time, local_start_time } of slots) {
    expect(localDate(start_time, "Europe/Athens")).toBe(date);
    expect(local_start_time).toBeUndefined();
  }
  const starts = slots.map(({ start_time }) => start_time);
  expect(starts).toEqual(starts.toSorted());
});

test("a zone adds local times with their offset, and reads the date on that clock", async () => {
  const zone = "Asia/Kathmandu";
  const there = localDate(slot.start_time, zone);
  const slots = await slotsOn(`date=${there}&timezone=${zone}`);
  expect(slots.map(({ id }) => id)).toContain(slot.id);
  for (const { start_time, end_time, local_start_time, local_end_time } of slots) {
    expect(local_start_time).toMatch(new RegExp(`^${there}T.*\\+05:45$`));
    expect(Date.parse(local_start_time ?? "")).toBe(Date.parse(start_time));
    expect(Date.parse(local_end_time ?? "")).toBe(Date.parse(end_time));
  }
});

test("one time comes in a zone too", async () => {
  const shape = enveloped(timeSlot, "Time slot retrieved successfully");
  const { data } = await get(shape, `/time-slots/${slot.id}?timezone=America/St_Johns`);
  expect(data.local_start_time).toMatch(/-0[23]:30$/);
  expect(Date.parse(data.local_start_time ?? "")).toBe(Date.parse(slot.start_time));
});

test("free times are of one date, or of fourteen from today, on the researcher's clock", async () => {
  const base = `/researchers/${eleni.researcherId}/availability`;
  const one = (await get(availability, `${base}?date=${date}`)).availability;
  expect(Object.keys(one)).toEqual([date]);
  expect(one[date]).toContain(range("Europe/Athens"));
  const all = await get(availability, base);
  expect(Object.keys(all.availability)).toHaveLength(14);
  expect(Object.keys(all.availability)[0]).toBe(
    localDate(new Date().toISOString(), "Europe/Athens"),
  );
  expect(all.availability[date]).toEqual(one[date]);
  expect(all.local_times).toBeUndefined();
});

test("in a zone they come on its clock, and once more with their offset", async () => {
  const zone = "America/New_York";
  const there = localDate(slot.start_time, zone);
  const path = `/researchers/${eleni.researcherId}/availability?timezone=${zone}`;
  for (const query of ["", `&date=${there}`]) {
    const { availability: byDate, local_times: local = {} } = await get(
      availability,
      `${path}${query}`,
    );
    expect(byDate[there]).toContain(range(zone));
    expect(Object.keys(local)).toEqual(Object.keys(byDate));
    for (const [day, ranges] of Object.entries(byDate)) {
      const written = local[day]?.map(({ local_start_time, local_end_time }) => {
        expect(local_start_time).toMatch(new RegExp(`^${day}T\\d\\d:\\d\\d:00-0[45]:00$`));
        return `${local_start_time.slice(11, 16)}-${local_end_time.slice(11, 16)}`;
      });
      expect(written).toEqual(ranges);
    }
    const starts = local[there]?.map(({ local_start_time }) => Date.parse(local_start_time));
    expect(starts).toContain(Date.parse(slot.start_time));
  }
});

test.each(["", "Mars/Olympus", "+25:00"])("the zone %j is none, and is named", async (zone) => {
  const { researcherId } = eleni;
  for (const path of [
    `/time-slots?researcher_id=${researcherId}&date=${date}`,
    `/time-slots/${slot.id}?`,
    `/researchers/${researcherId}/availability?date=${date}`,
    `/researchers/${researcherId}/availability?`,
  ]) {
    const answer = await reader.api.get(`${path}&timezone=${encodeURIComponent(zone)}`);
    const { error } = expectFailure(answer, 400, "INVALID_INPUT");
    expect(Object.keys(error.details.fields ?? {}), path).toEqual(["timezone"]);
  }
});
