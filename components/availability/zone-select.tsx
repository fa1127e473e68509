"use client";

import { useEffect, useId, useState } from "react";
import { zoneCity, zoneOffset } from "@/components/ui/format-when";
import { Select } from "@/components/ui/input";

type ZoneSelectProps = {
  zone: string;
  readerZone: string;
  researcherZone: string;
  researcherName: string;
  /** Epoch ms: offsets are told as of then. */
  at: number;
  onChange: (zone: string) => void;
};

/** The zone in which times are shown: the likely ones first, then all, by region. */
export function ZoneSelect(props: ZoneSelectProps) {
  const { zone, readerZone, researcherZone, researcherName, at, onChange } = props;
  const id = useId();
  // Server and browser know different lists of zones, so the long list comes once the page is alive.
  const [regions, setRegions] = useState<[string, string[]][]>([]);
  useEffect(() => setRegions(allZones()), []);
  const likely = new Map([
    [readerZone, "yours"],
    [researcherZone, readerZone === researcherZone ? "yours and theirs" : researcherName],
    ["UTC", ""],
  ]);
  return (
    <div>
      <label htmlFor={id} className="sr-only">
        Show times in another zone
      </label>
      <Select id={id} value={zone} onChange={(event) => onChange(event.target.value)}>
        <optgroup label="Likely">
          {[...likely].map(([name, whose]) => (
            // Server and browser may know different rules for a zone that has lately changed them.
            <option key={name} value={name} suppressHydrationWarning>
              {name === "UTC" ? "UTC" : `${zoneCity(name)} (${zoneOffset(at, name)})`}
              {whose && `, ${whose}`}
            </option>
          ))}
        </optgroup>
        {regions.map(([region, zones]) => (
          <optgroup key={region} label={region}>
            {zones
              .filter((name) => !likely.has(name))
              .map((name) => (
                <option key={name} value={name}>
                  {zoneCity(name)}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
    </div>
  );
}

/** Typing a city's first letters in the open list finds it, because options begin with the city. */
function allZones(): [region: string, zones: string[]][] {
  const regions = new Map<string, string[]>();
  for (const name of Intl.supportedValuesOf("timeZone")) {
    const region = name.split("/")[0] ?? name;
    regions.set(region, [...(regions.get(region) ?? []), name]);
  }
  const byCity = (a: string, b: string) => zoneCity(a).localeCompare(zoneCity(b), "en");
  return [...regions].map(([region, zones]) => [region, zones.sort(byCity)]);
}
