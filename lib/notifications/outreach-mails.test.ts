import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { invitations, outreachRequests, researchers, sentMails, webhookEvents } from "@/db/schema";
import { acceptRequestsFor } from "@/lib/outreach/accept-requests";
import { hashAddress } from "@/lib/outreach/address-hash";
import { declineInvitation } from "@/lib/outreach/decline-invitation";
import { addDays } from "@/lib/outreach/invitation";
import { signInvitation } from "@/lib/outreach/invitation-token";
import { tellOfBookable } from "@/lib/outreach/joined";
import { NOW, type OutreachWorld, outreachWorld } from "@/lib/outreach/outreach.fixture";
import { readInvitation } from "@/lib/outreach/read-invitation";
import { suppressHash } from "@/lib/outreach/suppressions";
import { unsubscribe } from "@/lib/outreach/unsubscribe";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { type MailWorld, mailWorld, type SentMail } from "./booking.fixture";
import { invitationKey, sendInvitationReminders, sendResearcherInvitation } from "./outreach-mails";
import { digestOf } from "./resend";
import { applyResendEvent, type ResendEvent, readResendEvent } from "./resend-webhook";
import { sendMail } from "./send-mail";
import { sendResearcherJoined } from "./send-researcher-joined";

let mail: MailWorld;
let world: OutreachWorld;
beforeAll(async () => {
  mail = await mailWorld();
  world = await outreachWorld(mail.database);
});
afterAll(() => mail?.close());

const at = (days: number) => world.system(addDays(NOW, days));
const kinds = async (to: string) =>
  (await mail.mails(to)).map(({ tags }) => tags.find(({ name }) => name === "kind")?.value);
const linkIn = (letter: SentMail | undefined, path: string) =>
  new RegExp(`https://colloquy\\.example${path}\\?token=([\\w.-]+)`).exec(
    letter?.text ?? "",
  )?.[1] ?? "";
const read = async (id: string) =>
  (await world.db.select().from(invitations).where(eq(invitations.id, id)))[0];
const statusOf = async (id: string) =>
  (await world.db.select().from(outreachRequests).where(eq(outreachRequests.id, id)))[0]?.status;

test("the invitation says who asks, about what, where the address is from, and how to be left alone", async () => {
  const { id: researcherId } = await world.unclaimed({ name: "Ines Duarte" });
  const { invitation } = await world.invited({ researcherId });
  await world.asked(invitation);
  expect(await sendResearcherInvitation(at(0), invitation.id)).toBe("sent");
  expect(await sendResearcherInvitation(at(0), invitation.id)).toBe("skipped");
  const [letter, ...others] = (await mail.mails(invitation.email)) as (SentMail & {
    headers: Record<string, string>;
  })[];
  expect(others).toEqual([]);
  expect(letter?.subject).toBe(
    "Ada Byron would like to talk with you about “Sleep and memory in zebrafish”",
  );
  for (const words of [
    "Ines Duarte, Ada Byron has read your work",
    "one more reader of your papers",
    "They gave us this address",
    "1 Example Street, London",
    "until Wednesday 1 April 2026",
  ])
    expect(letter?.text.replace(/\s+/g, " ")).toContain(words);
  const token = linkIn(letter, "/register");
  expect(token).toBe(await signInvitation(invitation));
  expect(linkIn(letter, "/decline")).toBe(token);
  expect((await readInvitation(at(1), token)).state).toBe("live");
  const oneClick = /^<https:\/\/colloquy\.example(\/\S+)\?token=([\w.-]+)>$/.exec(
    letter?.headers["List-Unsubscribe"] ?? "",
  );
  expect(oneClick?.[1]).toBe("/api/v1/consulting/outreach/unsubscribe");
  expect(oneClick?.[2]).toBe(linkIn(letter, "/unsubscribe"));
  expect(letter?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
});

test("a step that is repeated after a lost answer sends the same links, and one mail", async () => {
  const { invitation } = await world.invited();
  await fetch(`${mail.sandbox.url}/_sandbox/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind: "cutAfter", service: "resend", times: 1 }),
  });
  await expect(sendResearcherInvitation(at(0), invitation.id)).rejects.toThrow();
  expect(await sendResearcherInvitation(at(0.01), invitation.id)).toBe("sent");
  const [sent] = await world.db
    .select()
    .from(sentMails)
    .where(eq(sentMails.key, invitationKey("invitation", invitation.id)));
  // Another body under the same key would have had no id.
  expect(sent?.providerId).not.toBeNull();
  expect(await kinds(invitation.email)).toEqual(["outreach-invitation"]);
});

test("one reminder follows after a week, and none after that", async () => {
  const { invitation } = await world.invited();
  await sendResearcherInvitation(at(0), invitation.id);
  await sendInvitationReminders(at(6.9));
  expect(await kinds(invitation.email)).toEqual(["outreach-invitation"]);
  for (const day of [7, 7, 8, 29]) await sendInvitationReminders(at(day));
  expect(await kinds(invitation.email)).toEqual(["outreach-invitation", "outreach-reminder"]);
  const [, reminder] = await mail.mails(invitation.email);
  expect(linkIn(reminder, "/register")).toBe(await signInvitation(invitation));
});

test("who declined, unsubscribed or joined meanwhile gets no reminder", async () => {
  const [declined, left, joined] = [
    (await world.invited()).invitation,
    (await world.invited()).invitation,
    (await world.invited()).invitation,
  ];
  for (const { id } of [declined, left, joined]) await sendResearcherInvitation(at(0), id);
  await declineInvitation(at(1), { token: await signInvitation(declined) });
  const [letter] = await mail.mails(left.email);
  await unsubscribe(at(1), { token: linkIn(letter, "/unsubscribe") });
  const { id: researcherId } = await world.unclaimed();
  await world.db.transaction((tx) =>
    acceptRequestsFor(tx, addDays(NOW, 1), { email: joined.email, researcherId }),
  );
  await sendInvitationReminders(at(7));
  for (const { email } of [declined, left, joined])
    expect(await kinds(email)).toEqual(["outreach-invitation"]);
});

test("a suppressed address gets nothing by any path, queued reminders among them", async () => {
  const { invitation: queued } = await world.invited();
  const { invitation: reminded, request } = await world.invited();
  await sendResearcherInvitation(at(0), reminded.id);
  for (const { addressHash } of [queued, reminded])
    await world.db.transaction((tx) =>
      suppressHash(tx, NOW, { addressHash, reason: "unsubscribed" }),
    );
  expect(await sendResearcherInvitation(at(0), queued.id)).toBe("skipped");
  await sendInvitationReminders(at(7));
  expect(await kinds(queued.email)).toEqual([]);
  expect(await kinds(reminded.email)).toEqual(["outreach-invitation"]);
  expect(await read(queued.id)).toMatchObject({ state: "failed", failure: "suppressed" });
  expect(await statusOf(request.id)).toBe("email_failed");
  const letter = { kind: "note", subject: "News", body: "News" as never };
  const to = queued.email.toUpperCase();
  expect(await sendMail(at(0), { ...letter, key: "n1", to, optional: true })).toBe("skipped");
  expect(await kinds(queued.email)).toEqual([]);
});

test("the reader is told when the researcher joins, and again once they can book, once for all papers", async () => {
  const { invitation, request } = await world.invited();
  const reader = await world.user();
  await world.db
    .update(outreachRequests)
    .set({ userId: reader.id })
    .where(eq(outreachRequests.id, request.id));
  const owner = await world.user({ name: "Ines Duarte" });
  const researcher = await world.unclaimed({ standing: "hidden", userId: owner.id });
  await world.db.transaction((tx) =>
    acceptRequestsFor(tx, NOW, { email: invitation.email, researcherId: researcher.id }),
  );
  expect(await sendResearcherJoined(at(0), request.id)).toBe("sent");
  expect(await sendResearcherJoined(at(0), request.id)).toBe("already-sent");
  expect((await mail.mails(reader.email))[0]?.subject).toBe("Ines Duarte has joined Colloquy");
  expect(await tellOfBookable(at(1))).toBe(0);
  await world.db
    .update(researchers)
    .set({ standing: "listed", rateCents: 15_000, email: owner.email, payoutCountry: "GB" })
    .where(eq(researchers.id, researcher.id));
  expect(await tellOfBookable(at(1))).toBe(1);
  expect(await sendResearcherJoined(at(1), request.id)).toBe("sent");
  expect(await tellOfBookable(at(2))).toBe(0);
  expect(await sendResearcherJoined(at(2), request.id)).toBe("skipped");
  const [, second] = await mail.mails(reader.email);
  expect(second?.subject).toBe("Ines Duarte can be booked");
  expect(second?.text).toContain(`https://colloquy.example/researchers/${researcher.slug}`);
});

type Told = { type: string; to: string; key?: string; bounce?: string; id?: string };
const event = ({ type, to, key, bounce, id = crypto.randomUUID() }: Told): ResendEvent => ({
  id,
  type,
  data: {
    email_id: crypto.randomUUID(),
    to: [to],
    ...(key && { tags: { key: digestOf(key) } }),
    ...(bounce && { bounce: { type: bounce } }),
  },
});

test("a hard bounce fails the request and keeps the address, early and twice", async () => {
  const { invitation, request } = await world.invited();
  const bounced = event({ type: "email.bounced", to: invitation.email, bounce: "Permanent" });
  // Before our own mark that it was sent.
  await applyResendEvent(at(0), bounced);
  await applyResendEvent(at(0), bounced);
  expect(await statusOf(request.id)).toBe("email_failed");
  expect(await read(invitation.id)).toMatchObject({ state: "failed", failure: "bounced" });
  expect(await sendResearcherInvitation(at(0), invitation.id)).toBe("skipped");
  const noted = await world.db.select().from(webhookEvents).where(eq(webhookEvents.id, bounced.id));
  expect(noted).toHaveLength(1);
  const again = world.invited({ email: invitation.email, addressHash: invitation.addressHash });
  expect((await again).invitation.state).toBe("open");
});

test("a passing bounce fails only the invitation that it is of", async () => {
  const { invitation, request } = await world.invited();
  const passing = { type: "email.bounced", to: invitation.email, bounce: "Transient" };
  await applyResendEvent(at(0), event({ ...passing, key: "booking-confirmed:1" }));
  await applyResendEvent(
    at(0),
    event({ ...passing, key: invitationKey("reminder", invitation.id) }),
  );
  expect(await statusOf(request.id)).toBe("pending");
  await applyResendEvent(
    at(0),
    event({ ...passing, key: invitationKey("invitation", invitation.id) }),
  );
  expect(await statusOf(request.id)).toBe("email_failed");
  expect(
    await sendMail(at(0), {
      kind: "note",
      key: `passing:${invitation.id}`,
      subject: "News",
      body: "News" as never,
      to: invitation.email,
      optional: true,
    }),
  ).toBe("sent");
});

test("a complaint after the researcher has joined leaves what was accepted", async () => {
  const { invitation, request } = await world.invited();
  const { id: researcherId } = await world.unclaimed();
  await world.db.transaction((tx) =>
    acceptRequestsFor(tx, NOW, { email: invitation.email, researcherId }),
  );
  await applyResendEvent(at(0), event({ type: "email.complained", to: invitation.email }));
  expect(await statusOf(request.id)).toBe("accepted");
  const [row] = await world.sql<{ reason: string }[]>`
    select reason from suppressions where address_hash = ${hashAddress(invitation.email)}`;
  expect(row?.reason).toBe("complained");
});

test("a webhook whose signature, secret or time is not right is refused", () => {
  const body = JSON.stringify({ type: "email.complained", data: { to: ["a@b.example"] } });
  const sign = (over: { secret?: string; ageSeconds?: number; text?: string }) => {
    const timestamp = String(Math.floor(Date.now() / 1000) - (over.ageSeconds ?? 0));
    const secret = (over.secret ?? SETTINGS.RESEND_WEBHOOK_SECRET).replace("whsec_", "");
    const mac = createHmac("sha256", Buffer.from(secret, "base64")).update(
      `msg_1.${timestamp}.${over.text ?? body}`,
    );
    return new Headers({
      "svix-id": "msg_1",
      "svix-timestamp": timestamp,
      "svix-signature": `v1,${mac.digest("base64")}`,
    });
  };
  expect(readResendEvent(body, sign({}))).toMatchObject({ id: "msg_1", type: "email.complained" });
  const wrong = [
    new Headers(),
    sign({ secret: "whsec_b3RoZXI=" }),
    sign({ text: `${body} ` }),
    sign({ ageSeconds: 3_600 }),
    sign({ ageSeconds: -3_600 }),
  ];
  for (const headers of wrong)
    expect(() => readResendEvent(body, headers)).toThrow(
      expect.objectContaining({ code: "INVALID_SIGNATURE" }),
    );
  expect(() => readResendEvent("[]", sign({ text: "[]" }))).toThrow(
    expect.objectContaining({ code: "INVALID_INPUT" }),
  );
});
