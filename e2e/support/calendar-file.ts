import type { Mail } from "./mail";

export type CalendarFile = {
  method: string;
  uid: string;
  sequence: number;
  status: string;
  start: Date;
  end: Date;
  /** All addresses of ATTENDEE lines. */
  attendees: string[];
  text: string;
};

/** Reads a calendar file of one event. Throws when it is none. */
export function readCalendarFile(content: string): CalendarFile {
  if (!content.startsWith("BEGIN:VCALENDAR\r\n") || !content.endsWith("END:VCALENDAR\r\n")) {
    throw new Error(`not a calendar file: ${content.slice(0, 200)}`);
  }
  const text = content.replaceAll(/\r\n[ \t]/g, "");
  const field = (name: string) =>
    new RegExp(`^${name}(?:;[^:\r\n]*)?:(.*?)\r?$`, "m").exec(text)?.[1] ?? "";
  return {
    method: field("METHOD"),
    uid: field("UID"),
    sequence: Number(field("SEQUENCE")),
    status: field("STATUS"),
    start: instant(field("DTSTART")),
    end: instant(field("DTEND")),
    attendees: [...text.matchAll(/^ATTENDEE.*mailto:(.*?)\r?$/gim)].map((match) => match[1] ?? ""),
    text,
  };
}

/** The calendar file that comes with a mail. */
export function inviteIn(mail: Mail): CalendarFile {
  const file = mail.attachments.find(({ filename }) => filename.endsWith(".ics"));
  if (!file) throw new Error(`"${mail.subject}" has no calendar file`);
  return readCalendarFile(Buffer.from(file.content, "base64").toString("utf8"));
}

/** 20261124T140000Z */
function instant(text: string): Date {
  return new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
