"use client";

import { useId, useMemo, useState } from "react";
import { useReaderZone } from "@/components/site/use-reader-zone";
import { formatTime, isSameClock, zoneCity, zoneOffset } from "@/components/ui/format-when";
import { ChosenTime } from "./chosen-time";
import { dayName } from "./day-names";
import { DayTimes } from "./day-times";
import { type DayLook, MonthGrid } from "./month-grid";
import { MonthPager } from "./month-pager";
import {
  addMonths,
  dateOf,
  groupByDay,
  MINUTE_MS,
  monthOf,
  nextFreeDay,
  within,
  type ZoneRun,
  zoneAt,
} from "./slot-calendar";
import { slotHref } from "./slot-link";
import { ZoneSelect } from "./zone-select";

export type SlotPickerProps = {
  researcherId: string;
  researcherName: string;
  /** Where the researcher lives; `zoneRuns` tells where they are on journeys. */
  researcherZone: string;
  zoneRuns: ZoneRun[];
  /** Every free start of the booking window, in whole minutes since 1970, ascending; at least one. */
  startMinutes: number[];
  sessionMinutes: number;
  priceCents: number;
  memberPriceCents: number;
  requiresAcceptance: boolean;
  paperId: string | null;
  /** The zone the server wrote the page in, and its clock in minutes since 1970. */
  serverZone: string;
  nowMinute: number;
  /** A booked session is to be moved: the chosen slot's id goes to this page as `to`. */
  move?: { path: string };
};

/** Choose a day, then a time, in any zone; what it costs is told before anything is asked. */
export function SlotPicker(props: SlotPickerProps) {
  const { startMinutes, researcherName, researcherZone, nowMinute } = props;
  const readerZone = useReaderZone(props.serverZone);
  const [otherZone, setZone] = useState<string | null>(null);
  const zone = otherZone ?? readerZone;

  const days = useMemo(() => groupByDay(startMinutes, zone), [startMinutes, zone]);
  const dates = [...days.keys()];
  const today = dateOf(nowMinute, zone);
  const firstFree = dates[0] ?? today;
  const last = dates.at(-1) ?? today;

  // What was picked is kept as an instant or a wish, so that another zone can only move it, not lose it.
  const [chosen, setChosen] = useState<number | null>(null);
  const [wishedDay, setWishedDay] = useState<string | null>(null);
  const [wishedFocus, setWishedFocus] = useState<string | null>(null);
  const selected =
    chosen !== null
      ? dateOf(chosen, zone)
      : wishedDay !== null && days.has(wishedDay)
        ? wishedDay
        : firstFree;
  const focused = within(wishedFocus ?? selected, today, last);
  const following = nextFreeDay(days, selected);
  const headingId = useId();

  function select(date: string) {
    setWishedDay(date);
    setWishedFocus(date);
    setChosen(null);
  }

  function changeZone(next: string) {
    setZone(next);
    setWishedFocus(null);
  }

  const shown = monthOf(focused);
  const show = (months: number) => {
    const target = addMonths(`${shown}-01`, months);
    const free = dates.find((date) => monthOf(date) === monthOf(target));
    setWishedFocus(within(free ?? target, today, last));
  };
  const at = (chosen ?? startMinutes[0] ?? nowMinute) * MINUTE_MS;
  const theirZone = zoneAt(props.zoneRuns, at / MINUTE_MS, researcherZone);

  return (
    <div className="grid gap-4">
      <div className="grid gap-1.5 text-13 text-muted">
        {/* Server and browser may know different rules for a zone that has lately changed them. */}
        <p suppressHydrationWarning>{zoneWords(at, zone, theirZone, researcherName)}</p>
        <ZoneSelect
          zone={zone}
          readerZone={readerZone}
          researcherZone={researcherZone}
          researcherName={researcherName}
          at={at}
          onChange={changeZone}
        />
      </div>
      <MonthPager
        id={headingId}
        month={shown}
        first={monthOf(today)}
        last={monthOf(last)}
        onTurn={show}
      />
      <MonthGrid
        labelledBy={headingId}
        lookOf={(date) => freeLook(days.get(date)?.length ?? 0)}
        focused={focused}
        selected={selected}
        today={today}
        first={today}
        last={last}
        onFocus={setWishedFocus}
        onSelect={select}
      />
      <DayTimes
        date={selected}
        startMinutes={days.get(selected) ?? []}
        zone={zone}
        chosen={chosen}
        onChoose={setChosen}
      />
      {following && (
        <button
          type="button"
          onClick={() => select(following)}
          className="link -my-1 min-h-8 justify-self-start text-left text-13 pointer-coarse:min-h-11"
        >
          Next free day: {dayName(following)}
        </button>
      )}
      <p role="status" className="sr-only">
        {chosen !== null &&
          `${dayName(selected)} at ${formatTime(at, zone)} chosen. Continue below.`}
      </p>
      {chosen !== null && (
        <ChosenTime
          startMinute={chosen}
          sessionMinutes={props.sessionMinutes}
          priceCents={props.priceCents}
          memberPriceCents={props.memberPriceCents}
          zone={zone}
          researcherZone={theirZone}
          researcherName={researcherName}
          requiresAcceptance={props.requiresAcceptance}
          isMove={props.move !== undefined}
          href={slotHref(
            {
              researcherId: props.researcherId,
              startMinute: chosen,
              sessionMinutes: props.sessionMinutes,
            },
            props,
          )}
        />
      )}
    </div>
  );
}

function zoneWords(at: number, zone: string, theirZone: string, researcherName: string): string {
  const named = (name: string) =>
    name === "UTC" ? name : `${zoneCity(name)} (${zoneOffset(at, name)})`;
  const here = `Times in ${named(zone)}`;
  if (zoneCity(theirZone) === zoneCity(zone)) return here;
  return isSameClock(at, zone, theirZone)
    ? `${here}, the same as for ${researcherName} in ${zoneCity(theirZone)}`
    : `${here} \u00b7 ${researcherName} is in ${named(theirZone)}`;
}

function freeLook(free: number): DayLook {
  const words = free === 0 ? "no free times" : `${free} free ${free === 1 ? "time" : "times"}`;
  return { words, isOpen: free > 0, isMarked: free > 0, canBeSelected: free > 0 };
}
