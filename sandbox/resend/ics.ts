import { fromZonedTime } from "date-fns-tz";

/** A calendar event as a reader of the mail needs it. Moments are UTC; a whole day has no moment. */
export type CalendarEvent = {
  method: string;
  uid: string;
  sequence: number;
  status: string;
  summary: string;
  startsAt: Date | undefined;
  endsAt: Date | undefined;
  location: string;
  description: string;
  organizer: string;
  attendees: string[];
};

type Line = { name: string; params: Record<string, string>; value: string };

/** The first event of an iCalendar file; undefined when there is none. */
export function parseCalendar(text: string): CalendarEvent | undefined {
  const lines = text
    .replace(/\r?\n[ \t]/g, "")
    .split(/\r?\n/)
    .flatMap(parseLine);
  const begin = lines.findIndex((line) => line.name === "BEGIN" && line.value === "VEVENT");
  const end = lines.findIndex((line) => line.name === "END" && line.value === "VEVENT");
  if (begin < 0 || end < begin) return undefined;
  const event = topLevel(lines.slice(begin + 1, end));
  const find = (name: string) => event.find((line) => line.name === name);
  const words = (name: string) => plain(find(name)?.value ?? "");
  const startsAt = momentOf(find("DTSTART"));
  const lengthMs = durationMs(find("DURATION")?.value ?? "");
  return {
    method: lines.find((line) => line.name === "METHOD")?.value ?? "",
    uid: words("UID"),
    sequence: Number(find("SEQUENCE")?.value ?? 0),
    status: words("STATUS"),
    summary: words("SUMMARY"),
    startsAt,
    endsAt: momentOf(find("DTEND")) ?? (startsAt && new Date(startsAt.getTime() + lengthMs)),
    location: words("LOCATION") || words("URL"),
    description: words("DESCRIPTION"),
    organizer: person(find("ORGANIZER")),
    attendees: event.filter((line) => line.name === "ATTENDEE").map(person),
  };
}

function parseLine(text: string): Line[] {
  const match = /^([A-Za-z0-9-]+)((?:;[^:="]+=(?:"[^"]*"|[^;:"]*))*):(.*)$/.exec(text);
  if (!match) return [];
  const [, name = "", rawParams = "", value = ""] = match;
  const params: Record<string, string> = {};
  for (const [, key = "", quoted, plain] of rawParams.matchAll(/;([^=]+)=(?:"([^"]*)"|([^;]*))/g))
    params[key.toUpperCase()] = quoted ?? plain ?? "";
  return [{ name: name.toUpperCase(), params, value }];
}

/** Without what belongs to alarms and other parts inside the event. */
function topLevel(lines: Line[]): Line[] {
  let depth = 0;
  return lines.filter((line) => {
    if (line.name === "BEGIN") depth += 1;
    const isTop = depth === 0;
    if (line.name === "END") depth -= 1;
    return isTop;
  });
}

function momentOf(line: Line | undefined): Date | undefined {
  const [, date, time, zulu] = /^(\d{8})T(\d{6})(Z?)$/.exec(line?.value ?? "") ?? [];
  if (!date || !time) return undefined;
  const day = date.replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3");
  const wall = `${day}T${time.replace(/(\d{2})(\d{2})(\d{2})/, "$1:$2:$3")}`;
  const moment = zulu ? new Date(`${wall}Z`) : fromZonedTime(wall, line?.params.TZID ?? "UTC");
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function durationMs(text: string): number {
  const [, weeks = 0, days = 0, hours = 0, minutes = 0] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(text) ?? [];
  return (
    (((Number(weeks) * 7 + Number(days)) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000
  );
}

function person(line: Line | undefined): string {
  if (!line) return "";
  const address = line.value.replace(/^mailto:/i, "");
  const name = line.params.CN;
  return name && name !== address ? `${name} <${address}>` : address;
}

function plain(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_, char: string) =>
    char.toLowerCase() === "n" ? "\n" : char,
  );
}
