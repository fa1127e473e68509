import { type Context, Hono } from "hono";
import type { SandboxDeps } from "../deps";
import { noSuchMeeting, ZoomError } from "./errors";
import { endOf, isZakGood, joinUrl, MEETING, type Meeting, presentMeeting } from "./meeting";
import {
  allMeetings,
  createMeeting,
  deleteMeeting,
  getMeeting,
  listMeetings,
  markStarted,
  updateMeeting,
} from "./meetings";
import { refusalPage, roomPage, type Visitor } from "./rooms";
import { grantToken, requireToken } from "./tokens";

/** Zoom's API and meeting rooms under `/zoom`, and `/_sandbox/zoom/meetings`; mount it at the root. */
export function zoom(deps: SandboxDeps): Hono {
  const app = new Hono();

  app.post("/zoom/oauth/token", async (c) => {
    const authorization = c.req.header("authorization");
    const form = { ...c.req.query(), ...(await c.req.parseBody().catch(() => ({}))) };
    const { status, body } = await grantToken(deps, { authorization, form });
    return c.json(body, status);
  });

  app.route("/zoom/v2", createApi(deps));
  app.get("/zoom/j/:id", (c) => enterRoom(deps, c, "guest"));
  app.get("/zoom/s/:id", (c) => enterRoom(deps, c, "host"));

  app.get("/_sandbox/zoom/meetings", async (c) => {
    const meetings = await allMeetings(deps);
    return c.json(meetings.map((meeting) => presentToOperator(meeting, meetings, deps.origin())));
  });

  return app;
}

function createApi(deps: SandboxDeps): Hono {
  const api = new Hono();
  api.onError((error, c) => {
    if (error instanceof ZoomError) return c.json(error.body, error.status);
    throw error;
  });
  api.use(async (c, next) => {
    await requireToken(deps, c.req.header("authorization"));
    await next();
  });

  api.post("/users/:host/meetings", async (c) => {
    const body = await readBody(c);
    await meetSentinels(c, body);
    const meeting = await createMeeting(deps, readHost(c.req.param("host")), body);
    return c.json(presentMeeting(meeting, deps.origin(), deps.clock()), 201);
  });
  api.get("/users/:host/meetings", async (c) =>
    c.json(await listMeetings(deps, readHost(c.req.param("host")), c.req.query())),
  );
  api.get("/meetings/:id", async (c) => {
    const meeting = await getMeeting(deps, readId(c.req.param("id")));
    return c.json(presentMeeting(meeting, deps.origin(), deps.clock()));
  });
  api.patch("/meetings/:id", async (c) => {
    const body = await readBody(c);
    await meetSentinels(c, body);
    await updateMeeting(deps, readId(c.req.param("id")), body);
    return c.body(null, 204);
  });
  api.delete("/meetings/:id", async (c) => {
    await deleteMeeting(deps, readId(c.req.param("id")));
    return c.body(null, 204);
  });
  return api;
}

/** The body as JSON, without U+0000, which PostgreSQL's texts cannot hold; undefined when it is none. */
async function readBody(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text(), (_name, value) =>
      typeof value === "string" ? value.replaceAll("\u0000", "") : value,
    );
  } catch {
    return undefined;
  }
}

/** A host is named by e-mail address or user id. */
function readHost(host: string): string {
  if (!/^[\w.@+-]+$/.test(host)) throw new ZoomError(404, 1001, `User does not exist: ${host}.`);
  return host.toLowerCase();
}

/** A topic with `zoom-down` fails, one with `zoom-slow` is never answered; neither does anything. */
async function meetSentinels(c: Context, body: unknown): Promise<void> {
  const topic = String((body as { topic?: unknown } | undefined)?.topic ?? "");
  if (topic.includes("zoom-down"))
    throw new ZoomError(500, 500, "An internal error occurred. Please try again later.");
  if (!topic.includes("zoom-slow")) return;
  const { signal } = c.req.raw;
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  throw new ZoomError(504, 504, "The caller has gone.");
}

/** Ids come as text; spaces and anything but digits never name a meeting. */
function readId(id: string): string {
  if (!/^\d{9,12}$/.test(id)) throw noSuchMeeting(id);
  return id;
}

async function enterRoom(deps: SandboxDeps, c: Context, visitor: Visitor) {
  const id = c.req.param("id") ?? "";
  const meeting = /^\d+$/.test(id) ? await deps.store.get<Meeting>(MEETING, id) : undefined;
  if (!meeting || meeting.deletedAt !== null) {
    const text = "This meeting does not exist, or it has been canceled.";
    return c.html(refusalPage("No such meeting", text), 404);
  }
  if (visitor === "guest") {
    if (c.req.query("pwd") === meeting.password) return c.html(roomPage(meeting, visitor));
    return c.html(refusalPage("Wrong passcode", "Open the whole link you were sent."), 403);
  }
  if (!isZakGood(meeting, c.req.query("zak") ?? "", deps.clock())) {
    const text = "Ask for a new start link: one is good for two hours.";
    return c.html(refusalPage("This start link is no longer good", text), 403);
  }
  await markStarted(deps, id);
  return c.html(roomPage({ ...meeting, status: "started" }, visitor));
}

function presentToOperator(meeting: Meeting, all: Meeting[], origin: string): object {
  const { secret: _, ...shown } = meeting;
  const overlaps = all.filter(
    (other) =>
      other.id !== meeting.id &&
      other.host === meeting.host &&
      other.deletedAt === null &&
      meeting.deletedAt === null &&
      new Date(other.startsAt).getTime() < endOf(meeting) &&
      new Date(meeting.startsAt).getTime() < endOf(other),
  );
  return {
    ...shown,
    joinUrl: joinUrl(meeting, origin),
    state: meeting.deletedAt === null ? "live" : "deleted",
    overlaps: overlaps.map((other) => other.id),
  };
}
