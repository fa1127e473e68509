import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

export const MEETING = "zoom.meeting";
const ZAK_LIFETIME_MS = 2 * 60 * 60 * 1000;

/** A meeting as it is kept. `id` is a number of 11 digits, times are UTC. */
export type Meeting = {
  id: number;
  uuid: string;
  host: string;
  topic: string;
  agenda: string;
  startsAt: string;
  durationMinutes: number;
  timeZone: string;
  password: string;
  /** Signs the host's keys; never shown. */
  secret: string;
  settings: { [name: string]: unknown };
  status: "waiting" | "started";
  createdAt: string;
  deletedAt: string | null;
};

export type MeetingFields = Pick<
  Meeting,
  "topic" | "agenda" | "startsAt" | "durationMinutes" | "timeZone" | "settings"
> & { password?: string | undefined };

export function newMeeting(host: string, fields: MeetingFields, now: Date): Meeting {
  return {
    ...fields,
    id: randomInt(80_000_000_000, 99_999_999_999),
    uuid: randomBytes(16).toString("base64"),
    host,
    password: fields.password ?? randomBytes(6).toString("base64url"),
    secret: randomBytes(24).toString("base64url"),
    status: "waiting",
    createdAt: now.toISOString(),
    deletedAt: null,
  };
}

export function endOf(meeting: Pick<Meeting, "startsAt" | "durationMinutes">): number {
  return new Date(meeting.startsAt).getTime() + meeting.durationMinutes * 60_000;
}

/** A host's key, good for two hours; a new one each time. */
export function makeZak(meeting: Meeting, now: Date): string {
  const payload = `${now.getTime() + ZAK_LIFETIME_MS}.${randomBytes(9).toString("base64url")}`;
  return `${payload}.${signZak(meeting, payload)}`;
}

export function isZakGood(meeting: Meeting, zak: string, now: Date): boolean {
  const [expires = "", nonce = "", signature = ""] = zak.split(".");
  const expected = Buffer.from(signZak(meeting, `${expires}.${nonce}`));
  const given = Buffer.from(signature);
  return (
    given.length === expected.length &&
    timingSafeEqual(given, expected) &&
    Number(expires) > now.getTime()
  );
}

function signZak(meeting: Meeting, payload: string): string {
  return createHmac("sha256", meeting.secret).update(payload).digest("base64url");
}

/** What create and get answer. */
export function presentMeeting(meeting: Meeting, origin: string, now: Date): object {
  return {
    ...presentInList(meeting, origin),
    host_email: meeting.host,
    assistant_id: "",
    status: meeting.status,
    agenda: meeting.agenda,
    start_url: `${origin}/zoom/s/${meeting.id}?zak=${makeZak(meeting, now)}`,
    password: meeting.password,
    h323_password: "",
    pstn_password: "",
    encrypted_password: meeting.password,
    settings: meeting.settings,
    pre_schedule: false,
  };
}

/** One row of a host's list; Zoom shortens the agenda there. */
export function presentInList(meeting: Meeting, origin: string): object {
  return {
    uuid: meeting.uuid,
    id: meeting.id,
    host_id: Buffer.from(meeting.host).toString("base64url").slice(0, 22),
    topic: meeting.topic,
    type: 2,
    start_time: meeting.startsAt,
    duration: meeting.durationMinutes,
    timezone: meeting.timeZone,
    agenda: meeting.agenda.slice(0, 250),
    created_at: meeting.createdAt,
    join_url: joinUrl(meeting, origin),
  };
}

export function joinUrl(meeting: Meeting, origin: string): string {
  return `${origin}/zoom/j/${meeting.id}?pwd=${encodeURIComponent(meeting.password)}`;
}
