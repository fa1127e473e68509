import type { SandboxDeps } from "../deps";
import type { Records } from "../store";
import { noSuchMeeting, validationFailed, ZoomError } from "./errors";
import { MEETING, type Meeting, newMeeting, presentInList } from "./meeting";
import { readMeeting } from "./read-meeting";

const DAILY_LIMIT = 100;
const USAGE = "zoom.usage";
/** More than any list holds: the store wants a limit. */
const ALL = 100_000;

export async function createMeeting(
  deps: SandboxDeps,
  host: string,
  body: unknown,
): Promise<Meeting> {
  const fields = readMeeting(body, undefined);
  const now = deps.clock();
  if (host.includes("nobody")) throw new ZoomError(404, 1001, `User does not exist: ${host}.`);
  return deps.store.transaction(async (records) => {
    await countUse(records, host, now);
    const meeting = newMeeting(host, fields, now);
    return records.put(MEETING, String(meeting.id), meeting, now);
  });
}

/** Throws 404 with code 3001 when it was never there or has been deleted. */
export async function getMeeting(deps: SandboxDeps, id: string): Promise<Meeting> {
  return existing(await deps.store.get<Meeting>(MEETING, id), id);
}

export async function updateMeeting(deps: SandboxDeps, id: string, body: unknown): Promise<void> {
  const now = deps.clock();
  await deps.store.transaction(async (records) => {
    const meeting = existing(await records.lock<Meeting>(MEETING, id), id);
    const fields = readMeeting(body, meeting);
    await countUse(records, meeting.host, now);
    const password = fields.password ?? meeting.password;
    await records.put(MEETING, id, { ...meeting, ...fields, password }, now);
  });
}

export async function deleteMeeting(deps: SandboxDeps, id: string): Promise<void> {
  const now = deps.clock();
  await deps.store.transaction(async (records) => {
    const meeting = existing(await records.lock<Meeting>(MEETING, id), id);
    await records.put(MEETING, id, { ...meeting, deletedAt: now.toISOString() }, now);
  });
}

export async function markStarted(deps: SandboxDeps, id: string): Promise<void> {
  await deps.store.update<Meeting>(MEETING, id, (meeting) => ({ ...meeting, status: "started" }));
}

/** A host's meetings, earliest first, one page of them. */
export async function listMeetings(
  deps: SandboxDeps,
  host: string,
  query: { type?: string; page_size?: string; next_page_token?: string },
): Promise<object> {
  const { type = "scheduled", page_size = "30", next_page_token = "" } = query;
  if (type !== "scheduled" && type !== "upcoming")
    throw validationFailed([
      { field: "type", message: "Only scheduled and upcoming are supported." },
    ]);
  const size = Number(page_size);
  if (!Number.isInteger(size) || size < 1 || size > 300)
    throw validationFailed([{ field: "page_size", message: "Invalid field." }]);
  const from = next_page_token === "" ? 0 : Number(Buffer.from(next_page_token, "base64url"));
  if (!Number.isInteger(from) || from < 0)
    throw validationFailed([{ field: "next_page_token", message: "Invalid field." }]);
  const { data } = await deps.store.list<Meeting>(MEETING, {
    filter: { host, deletedAt: null },
    limit: ALL,
  });
  const now = deps.clock().toISOString();
  const matching = data
    .filter((meeting) => type === "scheduled" || meeting.startsAt > now)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt) || a.id - b.id);
  const rest = matching.length > from + size;
  return {
    page_size: size,
    total_records: matching.length,
    next_page_token: rest ? Buffer.from(String(from + size)).toString("base64url") : "",
    meetings: matching.slice(from, from + size).map((m) => presentInList(m, deps.origin())),
  };
}

/** Every meeting there ever was, newest first. */
export async function allMeetings(deps: SandboxDeps): Promise<Meeting[]> {
  return (await deps.store.list<Meeting>(MEETING, { limit: ALL })).data;
}

function existing(meeting: Meeting | undefined, id: string): Meeting {
  if (!meeting || meeting.deletedAt !== null) throw noSuchMeeting(id);
  return meeting;
}

/** Zoom allows a host 100 creations and updates a day (UTC). */
async function countUse(records: Records, host: string, now: Date): Promise<void> {
  const id = `${now.toISOString().slice(0, 10)} ${host}`;
  await records.sql`select pg_advisory_xact_lock(hashtextextended(${`${USAGE} ${id}`}, 0))`;
  const { count } = (await records.get<{ count: number }>(USAGE, id)) ?? { count: 0 };
  if (count >= DAILY_LIMIT)
    throw new ZoomError(
      429,
      429,
      `You have exceeded the daily rate limit of (${DAILY_LIMIT}) for Meeting Create/Update API requests for ${host}.`,
    );
  await records.put(USAGE, id, { count: count + 1 }, now);
}
