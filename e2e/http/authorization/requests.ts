import { createHmac } from "node:crypto";
import path from "node:path";
import sharp from "sharp";
import { HostedCalendar } from "@/e2e/support/hosted-calendar";
import { linkIn, type Mail } from "@/e2e/support/mail";
import { keptSecrets } from "@/scripts/secrets";
import { METRICS_TOKEN } from "@/scripts/surroundings";
import type { Envelope } from "../support/api";
import type { Who } from "../support/cast";
import { READER_PASSWORD } from "../support/people";
import { confirmCard } from "../support/sandbox";
import type { Scene, Values } from "../support/scene";
import { mailbox, sandbox, sql, webhookSecret } from "../support/stack";
import { waitFor } from "../support/wait-for";

export type Wish = {
  /** What the request is about, made anew for everybody who may do it. */
  about?: (scene: Scene) => Values | Promise<Values>;
  query?: (values: Values) => string;
  /** As JSON. */
  body?: (values: Values, who: Who) => unknown;
  /** For what is no JSON, or needs headers. */
  raw?: (values: Values) => RequestInit | Promise<RequestInit>;
};

const me = "/consulting/researchers/me";
const session = "/consulting/sessions/{session_id}";
const someone = () => `${crypto.randomUUID()}@university.example`;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const dateIn = (days: number) => inDays(days).toISOString().slice(0, 10);

const ofResearcher = ({ cast }: Scene): Values => ({
  researcher_id: cast.researcher.researcherId,
});
const ofPaper = ({ paperId }: Scene): Values => ({ paper_id: paperId });

let nextSlot = 0;
const freeSlot = ({ freeSlotIds }: Scene): Values => {
  const slot_id = freeSlotIds[nextSlot++];
  if (!slot_id) throw new Error("all free times are used");
  return { slot_id };
};

/** The reader's membership, begun at Stripe. */
const membership = once(async ({ cast: { reader } }) => {
  const opened = await reader.api.post<{ client_secret: string }>("/payments/intent", {
    type: "subscription",
  });
  await confirmCard(opened.body.client_secret.split("_secret_")[0] ?? "", "pm_card_visa");
  const subscription_id = await waitFor("the membership", async () => {
    const { status, body } =
      await reader.api.get<Envelope<{ id: string }>>("/subscriptions/current");
    return status === 200 && body.data.id;
  });
  return { subscription_id };
});

/** Somebody whom the reader has asked for, with the token that was mailed. */
const invite = async ({ cast: { reader }, paperId }: Scene): Promise<Values> => {
  const email = someone();
  const asked = await reader.api.post<Envelope<{ id: string }>>("/outreach", {
    researcher_email: email,
    paper_id: paperId,
  });
  const letter = (await mailbox.waitFor({
    to: email,
    tag: "kind:outreach-invitation",
  })) as Mail & { headers: Record<string, string> };
  const unsubscribe = /^<(.+)>$/.exec(letter.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  const tokenIn = (address: string) => new URL(address).searchParams.get("token") ?? "";
  return {
    email,
    request_id: asked.body.data.id,
    token: tokenIn(linkIn(letter, "/register?token=")),
    unsubscribe: tokenIn(unsubscribe),
  };
};
const invited = once(invite);

const calendar = once(async () => {
  const hosted = new HostedCalendar(sandbox);
  await hosted.write({ from: inDays(90), to: inDays(91) });
  return { url: hosted.url };
});

const registration = (email: string, token: string) => ({
  name: "John Smith",
  email,
  expertise: ["Optics"],
  availability: { monday: ["09:00-10:00"] },
  rate: 150,
  token,
});

/** What each line of the table asks; lines that need nothing are not here. */
export const requests: Record<string, Wish> = {
  "POST /consulting/sessions": {
    about: freeSlot,
    body: ({ slot_id }) => ({ time_slot_id: slot_id }),
  },
  [`GET ${session}`]: { about: (scene) => scene.confirmed() },
  [`POST ${session}/cancel`]: { about: (scene) => scene.confirmed() },
  [`POST ${session}/cancel#hold`]: { about: (scene) => scene.held() },
  [`POST ${session}/cancel#late`]: { about: (scene) => scene.soon() },
  [`PATCH ${session}/cancel`]: { about: (scene) => scene.requested() },
  [`POST ${session}/accept`]: { about: (scene) => scene.requested() },
  [`POST ${session}/reschedule`]: {
    about: async (scene) => ({ ...(await scene.confirmed()), ...freeSlot(scene) }),
    body: ({ slot_id }) => ({ time_slot_id: slot_id }),
  },
  "POST /consulting/payments/intent": {
    about: (scene) => scene.held(),
    body: ({ session_id }) => ({ session_id }),
  },
  "POST /consulting/payments/intent#membership": { body: () => ({ type: "subscription" }) },
  "POST /consulting/payments/confirm": {
    about: (scene) => scene.paid(),
    body: ({ session_id, intent }) => ({ session_id, payment_intent_id: intent }),
  },

  "POST /consulting/subscriptions": { about: membership },
  "GET /consulting/subscriptions/current": { about: membership },
  "POST /consulting/subscriptions/{subscription_id}/cancel": { about: membership },
  "POST /consulting/subscriptions/{subscription_id}/resume": { about: membership },

  "GET /consulting/researchers/search": { query: () => "query=ice" },
  "GET /consulting/researchers/{researcher_id}": { about: ofResearcher },
  "GET /consulting/researchers/{researcher_id}#hidden": {
    about: once(async () => {
      const [row] = await sql<{ id: string }[]>`
        insert into researchers (slug, name, standing)
        values (${crypto.randomUUID()}, 'Vera Hidden', 'hidden') returning id`;
      return { researcher_id: row?.id ?? "" };
    }),
  },
  "GET /consulting/researchers/paper/{paper_id}": { about: ofPaper },
  "GET /consulting/researchers/{researcher_id}/availability": { about: ofResearcher },
  "GET /consulting/researchers/{researcher_id}/reviews": { about: ofResearcher },
  "GET /consulting/time-slots": {
    about: ofResearcher,
    query: ({ researcher_id }) => `researcher_id=${researcher_id}&date=${dateIn(5)}`,
  },
  "GET /consulting/time-slots/{slot_id}": {
    about: ({ freeSlotIds }) => ({ slot_id: freeSlotIds[0] ?? "" }),
  },
  "GET /consulting/papers": { query: () => "doi=10.5555/fjordvik.2025.014" },
  "GET /consulting/papers/{paper_id}": { about: ofPaper },

  "POST /consulting/outreach": {
    about: ofPaper,
    body: ({ paper_id }) => ({ researcher_email: someone(), paper_id }),
  },
  "GET /consulting/outreach/{request_id}": { about: invited },
  "GET /consulting/outreach/unsubscribe": {
    about: invited,
    query: ({ unsubscribe }) => `token=${unsubscribe}`,
  },
  "POST /consulting/outreach/unsubscribe": { query: () => "token=made-up" },
  "POST /consulting/outreach/unsubscribe#with-its-token": {
    about: invited,
    query: ({ unsubscribe }) => `token=${unsubscribe}`,
  },

  [`POST ${session}/review`]: {
    about: (scene) => scene.completed(),
    body: () => ({ rating: 5 }),
  },
  [`GET ${session}/review`]: { about: (scene) => scene.reviewed() },
  [`POST ${session}/review/reply`]: {
    about: (scene) => scene.reviewed(),
    body: () => ({ text: "Thank you." }),
  },
  [`POST ${session}/report`]: {
    about: (scene) => scene.completed(),
    body: () => ({ kind: "problem", text: "The line was bad." }),
  },
  [`GET ${session}/report`]: { about: (scene) => scene.reported() },
  [`POST ${session}/contest`]: {
    about: (scene) => scene.reported(),
    body: () => ({ text: "I was there." }),
  },
  [`POST ${session}/report/decision`]: {
    about: (scene) => scene.reported(),
    body: () => ({ outcome: "pay" }),
  },

  [`PATCH ${me}`]: { body: () => ({ position: "Professor" }) },
  [`PUT ${me}/avatar`]: {
    raw: async () => ({
      headers: { "content-type": "image/png" },
      body: new Uint8Array(
        await sharp({ create: { width: 160, height: 160, channels: 3, background: "#c00" } })
          .png()
          .toBuffer(),
      ),
    }),
  },
  [`POST ${me}/verification`]: {
    body: () => ({ address: `${crypto.randomUUID()}@fjordvik.example` }),
  },
  [`POST ${me}/verification/confirm`]: {
    about: async ({ cast: { researcher } }) => {
      const address = `${crypto.randomUUID()}@fjordvik.example`;
      await researcher.api.post("/researchers/me/verification", { address });
      const mail = await mailbox.waitFor({ to: address, tag: "kind:address-claim" });
      const link = linkIn(mail, "/verification/confirm");
      return { token: new URL(link).searchParams.get("token") ?? "" };
    },
    body: ({ token }) => ({ token }),
  },
  [`POST ${me}/verification/orcid`]: {
    about: async ({ cast: { researcher } }) => {
      const orcid = `0000-0009-${String(Date.now()).slice(-8, -4)}-${String(Date.now()).slice(-4)}`;
      await sql`update users set orcid = ${orcid} where id = ${researcher.userId}`;
      return {};
    },
  },
  [`PUT ${me}/availability`]: {
    body: () => ({ preferences: { window_days: 61 } }),
  },
  [`POST ${me}/availability/conflicts`]: {
    body: () => ({ preferences: { window_days: 61 } }),
  },
  [`PATCH ${me}/preferences`]: { body: () => ({ window_days: 61 }) },
  [`PUT ${me}/overrides/{date}`]: {
    about: () => ({ date: dateIn(50) }),
    body: () => ({ hours: ["10:00-12:00"] }),
  },
  [`DELETE ${me}/overrides/{date}`]: {
    about: async ({ cast: { researcher } }) => {
      await sql`insert into availability_overrides (researcher_id, date, ranges)
        values (${researcher.researcherId}, ${dateIn(51)}, '[]')`;
      return { date: dateIn(51) };
    },
  },
  [`POST ${me}/time-off`]: {
    body: () => ({ start_time: inDays(52).toISOString(), end_time: inDays(53).toISOString() }),
  },
  [`DELETE ${me}/time-off/{time_off_id}`]: {
    about: async ({ cast: { researcher } }) => {
      const [row] = await sql<{ id: string }[]>`
        insert into time_off (researcher_id, starts_at, ends_at)
        values (${researcher.researcherId}, ${inDays(54)}, ${inDays(55)}) returning id`;
      return { time_off_id: row?.id ?? "" };
    },
  },
  [`POST ${me}/travel`]: {
    body: () => ({ start_date: dateIn(56), end_date: dateIn(57), time_zone: "Asia/Tokyo" }),
  },
  [`DELETE ${me}/travel/{travel_id}`]: {
    about: async ({ cast: { researcher } }) => {
      const [row] = await sql<{ id: string }[]>`
        insert into travel (researcher_id, starts_on, ends_on, time_zone)
        values (${researcher.researcherId}, ${dateIn(58)}, ${dateIn(59)}, 'Asia/Tokyo')
        returning id`;
      return { travel_id: row?.id ?? "" };
    },
  },
  [`POST ${me}/sessions/{session_id}/accept`]: { about: (scene) => scene.requested() },
  [`POST ${me}/sessions/{session_id}/decline`]: {
    about: (scene) => scene.requested(),
    body: () => ({ reason: "I am travelling." }),
  },
  [`DELETE ${me}/calendars/feed`]: {
    about: async ({ cast: { researcher, other } }) => {
      await sql`delete from calendar_feeds where researcher_id = ${other.researcherId}`;
      await sql`insert into calendar_feeds (researcher_id) values (${researcher.researcherId})
        on conflict do nothing`;
      return {};
    },
  },
  [`PUT ${me}/calendars/external`]: { about: calendar, body: ({ url }) => ({ url }) },
  [`POST ${me}/calendars/external/read`]: {
    about: async ({ cast: { researcher, other } }) => {
      // The line above has read them a moment ago.
      await sql`update external_calendars set checked_at = now() - interval '1 hour'
        where researcher_id in (${researcher.researcherId}, ${other.researcherId})`;
      return {};
    },
  },
  "GET /calendars/{file}": {
    about: once(async ({ cast: { researcher } }) => {
      const path = "/researchers/me/calendars/feed";
      const { body } = await researcher.api.post<Envelope<{ url: string }>>(path);
      return { file: body.data.url.split("/").at(-1) ?? "" };
    }),
  },
  "GET /calendars/{file}#guessed": { about: () => ({ file: `${"x".repeat(64)}.ics` }) },

  "POST /consulting/researchers/collect": {
    body: () => ({
      name: "Nemo Nusquam",
      affiliation: "Nowhere in particular",
      paper_title: "A paper that no source knows",
    }),
  },
  "POST /consulting/researchers/collect-by-institution": {
    body: () => ({ institution: "Nowhere in particular", limit: 1 }),
  },
  "GET /consulting/researchers/collect/{job_id}": {
    about: async ({ cast: { researcher } }) => {
      const [row] = await sql<{ id: string }[]>`
        insert into collection_jobs (kind, state, key, input, requested_by)
        values ('researcher', 'done', ${crypto.randomUUID()}, '{"name":"Nemo Nusquam"}',
          ${researcher.userId}) returning id`;
      return { job_id: row?.id ?? "" };
    },
  },

  "POST /auth/register": {
    body: () => ({ name: "Ada", email: someone(), password: READER_PASSWORD }),
  },
  "POST /auth/register-researcher": {
    about: () => ({ email: someone() }),
    body: ({ email = "" }) => registration(email, "made-up"),
  },
  "POST /auth/register-researcher#invited": {
    about: invite,
    body: ({ email = "", token = "" }) => registration(email, token),
  },
  "POST /auth/token": {
    about: ({ cast }) => ({ email: cast.stranger.email }),
    body: ({ email }) => ({ email, password: READER_PASSWORD }),
  },
  "PATCH /account/notifications": { body: () => ({ reminder_1h: true }) },
  // With neither password nor link: nobody of these is to go.
  "POST /account/delete": { body: () => ({}) },
  "GET /metrics#with-its-token": {
    raw: () => ({ headers: { authorization: `Bearer ${METRICS_TOKEN}` } }),
  },
  "POST /webhooks/stripe": { body: () => ({ id: "evt_1", type: "product.created" }) },
  "POST /webhooks/stripe#signed": {
    raw: async () => {
      const body = JSON.stringify({
        id: `evt_${crypto.randomUUID()}`,
        object: "event",
        type: "product.created",
        data: { object: { id: "prod_1" } },
      });
      const at = Math.floor(Date.now() / 1000);
      const hmac = createHmac("sha256", await webhookSecret()).update(`${at}.${body}`);
      return { body, headers: { "stripe-signature": `t=${at},v1=${hmac.digest("hex")}` } };
    },
  },
  "POST /webhooks/resend": { body: () => ({ type: "email.sent", data: {} }) },
  "POST /webhooks/resend#signed": {
    raw: async () => {
      const folder = path.dirname(process.env.COLLOQUY_STACK ?? ".data/demo.json");
      const { resend } = await keptSecrets(folder, ["resend"]);
      const id = `msg_${crypto.randomUUID()}`;
      const at = String(Math.floor(Date.now() / 1000));
      const body = JSON.stringify({ type: "email.sent", data: {} });
      const hmac = createHmac("sha256", resend).update(`${id}.${at}.${body}`);
      const signature = `v1,${hmac.digest("base64")}`;
      return {
        body,
        headers: { "svix-id": id, "svix-timestamp": at, "svix-signature": signature },
      };
    },
  },
};

/** The same for every line that asks for it. */
function once(make: (scene: Scene) => Promise<Values>): (scene: Scene) => Promise<Values> {
  let made: Promise<Values> | undefined;
  return (scene) => {
    made ??= make(scene);
    return made;
  };
}
