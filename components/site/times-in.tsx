"use client";

import { zoneCity } from "@/components/ui/format-when";
import { useReaderZone } from "./use-reader-zone";

/** Says once, beside a list of short times, whose clock they are on: "Times in Lisbon". */
export function TimesIn({ zone }: { zone: string }) {
  return <span suppressHydrationWarning>{`Times in ${zoneCity(useReaderZone(zone))}`}</span>;
}
