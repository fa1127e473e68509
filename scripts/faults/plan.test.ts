import { expect, test } from "vitest";
import { drawPlan } from "./plan";

test("a seed draws the same plan each time, another seed another", () => {
  expect(drawPlan(60, 7)).toEqual(drawPlan(60, 7));
  expect(drawPlan(60, 7)).not.toEqual(drawPlan(60, 8));
});

test("a plan has exactly the bookings that were asked for, and names only people it has", () => {
  for (const bookings of [1, 2, 25, 999]) {
    const plan = drawPlan(bookings, bookings);
    const journeys = plan.encounters.flatMap((encounter) => encounter.journeys);
    expect(journeys.map(({ number }) => number)).toEqual(
      Array.from({ length: bookings }, (_, index) => index + 1),
    );
    for (const { researcher, place, journeys: rivals } of plan.encounters) {
      expect(researcher).toBeLessThan(plan.researchers);
      expect(place).toBeLessThan(1);
      expect(new Set(rivals.map(({ reader }) => reader)).size).toBe(rivals.length);
      for (const { reader } of rivals) expect(reader).toBeLessThan(plan.readers);
    }
  }
});

test("enough bookings meet every act, every answer, races and every kind of fault", () => {
  const { encounters } = drawPlan(20_000, 1);
  const journeys = encounters.flatMap((encounter) => encounter.journeys);
  expect(new Set(journeys.map(({ act }) => act)).size).toBe(16);
  expect(new Set(journeys.map(({ answer }) => answer)).size).toBe(3);
  expect(journeys.some(({ killedAfterPaying }) => killedAfterPaying)).toBe(true);
  expect(encounters.some(({ journeys: rivals }) => rivals.length > 2)).toBe(true);
  const faults = encounters.flatMap((encounter) => encounter.faults);
  const names = new Set(faults.map(({ name }) => name));
  for (const service of ["stripe", "zoom", "resend", "inngest"]) {
    for (const what of ["429", "500", "503", "no answer", "slow"]) {
      expect(names).toContain(`${service}: ${what}`);
    }
    expect(names).toContain(`${service}: cut before acting`);
    expect(names).toContain(`${service}: cut after acting`);
    expect(names).toContain(`app killed before ${service}'s answer`);
  }
  for (const name of [
    "webhooks lost",
    "webhooks repeated",
    "webhooks late by minutes",
    "webhooks late by hours",
    "webhooks shuffled and repeated",
    "clock moved by minutes",
    "clock moved by hours",
    "app killed at any moment",
    "app killed in a job's step",
    "job engine killed",
    "PostgreSQL restarted",
    "PostgreSQL crashed",
  ]) {
    expect(names).toContain(name);
  }
});
