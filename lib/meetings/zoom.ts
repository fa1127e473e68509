import { env } from "@/lib/platform/env";
import { MINUTE_MS, minutesBetween } from "@/lib/platform/time";

const TIMEOUT_MS = 10_000;
const TOKEN_LIFE_MS = 55 * MINUTE_MS;

export type ZoomMeeting = {
  id: string;
  hostEmail: string;
  joinUrl: string;
  startUrl: string;
  agenda: string;
};

export type MeetingPlan = { topic: string; agenda: string; startsAt: Date; endsAt: Date };

/** Zoom refused or did not answer; `status` is null when it is not known whether it acted. */
export class ZoomError extends Error {
  override readonly name = "ZoomError";
  constructor(
    message: string,
    readonly status: number | null,
  ) {
    super(message);
  }
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new ZoomError(`Zoom did not answer: ${String(error)}`, null);
  }
}

let token: { value: string; until: number } | undefined;

async function accessToken(): Promise<string> {
  if (token && token.until > Date.now()) return token.value;
  const { ZOOM_OAUTH_BASE, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET, ZOOM_ACCOUNT_ID } = env();
  const response = await ask(`${ZOOM_OAUTH_BASE}/oauth/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${ZOOM_CLIENT_ID}:${ZOOM_CLIENT_SECRET}`).toString("base64")}`,
    },
    body: new URLSearchParams({
      grant_type: "account_credentials",
      account_id: ZOOM_ACCOUNT_ID,
    }),
  });
  if (!response.ok) throw new ZoomError("Zoom refused our credentials", response.status);
  const { access_token } = (await response.json()) as { access_token: string };
  token = { value: access_token, until: Date.now() + TOKEN_LIFE_MS };
  return access_token;
}

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  for (const isRetry of [false, true]) {
    const authorization = `Bearer ${await accessToken()}`;
    const response = await ask(`${env().ZOOM_API_BASE}${path}`, {
      method,
      headers: { authorization, ...(body ? { "content-type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
    if (response.status === 401 && !isRetry) {
      // Another process may have renewed the token, which ends ours early.
      token = undefined;
      continue;
    }
    if (response.ok || response.status === 404) return response;
    throw new ZoomError(`Zoom answered ${response.status} to ${method}`, response.status);
  }
  throw new ZoomError("Zoom refused our access token", 401);
}

type WireMeeting = { id: number | string; join_url: string; start_url?: string; agenda?: string };

function read(hostEmail: string, wire: WireMeeting): ZoomMeeting {
  return {
    id: String(wire.id),
    hostEmail,
    joinUrl: wire.join_url,
    startUrl: wire.start_url ?? "",
    agenda: wire.agenda ?? "",
  };
}

const times = ({ startsAt, endsAt }: Pick<MeetingPlan, "startsAt" | "endsAt">) => ({
  start_time: startsAt.toISOString().replace(".000Z", "Z"),
  duration: minutesBetween(startsAt, endsAt),
  timezone: "UTC",
});

export async function createZoomMeeting(hostEmail: string, plan: MeetingPlan) {
  const response = await call("POST", `/v2/users/${encodeURIComponent(hostEmail)}/meetings`, {
    topic: plan.topic,
    type: 2,
    ...times(plan),
    agenda: plan.agenda,
    settings: {
      waiting_room: true,
      join_before_host: false,
      approval_type: 2,
      auto_recording: "none",
    },
  });
  if (response.status === 404) throw new ZoomError(`Zoom has no host ${hostEmail}`, 404);
  return read(hostEmail, (await response.json()) as WireMeeting);
}

/** Finds a host's upcoming meeting by the tag in its agenda: the look before a repeated write. */
export async function findZoomMeeting(hostEmail: string, agenda: string) {
  let page = "";
  do {
    const query = new URLSearchParams({
      type: "scheduled",
      page_size: "300",
      next_page_token: page,
    });
    const response = await call(
      "GET",
      `/v2/users/${encodeURIComponent(hostEmail)}/meetings?${query}`,
    );
    if (response.status === 404) return null;
    const body = (await response.json()) as { meetings: WireMeeting[]; next_page_token?: string };
    const found = body.meetings.find((meeting) => meeting.agenda === agenda);
    if (found) return read(hostEmail, found);
    page = body.next_page_token ?? "";
  } while (page);
  return null;
}

/** False: the meeting is gone. */
export async function moveZoomMeeting(id: string, plan: Pick<MeetingPlan, "startsAt" | "endsAt">) {
  return (await call("PATCH", `/v2/meetings/${id}`, times(plan))).status !== 404;
}

/** A meeting already gone is as good as deleted. */
export async function deleteZoomMeeting(id: string): Promise<void> {
  await call("DELETE", `/v2/meetings/${id}`);
}

/** The host's own link, valid for about two hours: fetched when asked for, never kept. */
export async function fetchStartUrl(id: string): Promise<string | null> {
  const response = await call("GET", `/v2/meetings/${id}`);
  if (response.status === 404) return null;
  return ((await response.json()) as WireMeeting).start_url ?? null;
}
