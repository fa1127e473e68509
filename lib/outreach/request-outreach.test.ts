import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { invitations, outbox, outreachRequests, researchers, subscriptions } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { rememberRemoved } from "@/lib/researchers/unclaimed/removed-people";
import { acceptRequestsFor } from "./accept-requests";
import { hashAddress } from "./address-hash";
import { declineInvitation } from "./decline-invitation";
import { failInvitation, failUnsent } from "./fail-invitation";
import { addDays } from "./invitation";
import { signInvitation } from "./invitation-token";
import { markMailed } from "./mailing";
import { NOW, type OutreachWorld, outreachWorld } from "./outreach.fixture";
import { RequestOutreach } from "./outreach-input";
import { viewOutreach } from "./outreach-view";
import { getOutreach, listOutreach } from "./read-outreach";
import { requestOutreach } from "./request-outreach";
import { suppressAddress } from "./suppress-address";
import { isSuppressed } from "./suppressions";
import { signUnsubscribe, unsubscribe } from "./unsubscribe";

let world: OutreachWorld;
beforeAll(async () => {
  world = await outreachWorld();
});
afterAll(() => world?.close());

const someone = () => `${crypto.randomUUID()}@university.example`;
const ask = (ctx: Ctx, input: Record<string, unknown>) =>
  requestOutreach(ctx, RequestOutreach.parse(input));
const byAddress = async (ctx: Ctx, email: string) =>
  ask(ctx, { researcher_email: email, paper_id: (await world.paper()).id });
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: addDays(ctx.now, days) });
const tx = <T>(work: (tx: Tx) => Promise<T>) => world.db.transaction(work);
async function invitationOf(email: string) {
  const [row, ...others] = await world.db
    .select()
    .from(invitations)
    .where(eq(invitations.addressHash, hashAddress(email)));
  if (!row || others.length > 0) throw new Error(`${others.length} more invitations`);
  return row;
}
const statusOf = async (ctx: Ctx, id: string) => (await getOutreach(ctx, { requestId: id })).status;
const mailsAsked = async (invitationId: string) =>
  (await world.db.select().from(outbox).where(eq(outbox.name, "outreach/invited"))).filter(
    ({ data }) => data.invitationId === invitationId,
  ).length;

test("a hundred readers who ask for one address at once are one invitation, and one mail", async () => {
  const email = someone();
  const paper = await world.paper();
  const readers = await Promise.all(Array.from({ length: 100 }, () => world.reader()));
  const made = await Promise.all(
    readers.map((reader, at) =>
      ask(reader, {
        researcher_email: at % 2 ? email : ` ${email.toUpperCase()} `,
        paper_id: paper.id,
      }),
    ),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(100);
  expect(made.filter(({ outcome }) => outcome === "invited")).toHaveLength(1);
  expect(made.filter(({ outcome }) => outcome === "joined")).toHaveLength(99);
  expect(await mailsAsked((await invitationOf(email)).id)).toBe(1);
});

test("the database itself refuses a second invitation within ninety days", async () => {
  const { invitation } = await world.invited();
  const { email, addressHash } = invitation;
  const again = world.invited({
    email,
    addressHash,
    createdAt: addDays(NOW, 89),
    expiresAt: addDays(NOW, 119),
    quietUntil: addDays(NOW, 179),
  });
  await expect(again).rejects.toMatchObject({
    cause: expect.objectContaining({ constraint_name: "invitations_one_at_a_time" }),
  });
});

test("a reader who asks twice for the same address and paper has asked once", async () => {
  const reader = await world.reader();
  const input = { researcher_email: someone(), paper_id: (await world.paper()).id };
  const all = await Promise.all([ask(reader, input), ask(reader, input), ask(reader, input)]);
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(all.map(({ outcome }) => outcome).sort()).toEqual(["invited", "repeated", "repeated"]);
});

test("the view is the contract's, and a known address is not told to the reader", async () => {
  const reader = await world.reader();
  const known = await world.unclaimed({ email: "ines.duarte@lisbon.example" });
  const paper = await world.paper("On known addresses", [known.id]);
  const { id } = await ask(reader, { researcher_id: known.id, paper_id: paper.id });
  const request = await getOutreach(reader, { requestId: id });
  expect(request.email).toBe("ines.duarte@lisbon.example");
  const view = viewOutreach(request);
  expect(view).toEqual({
    id,
    user_id: reader.actor.kind === "user" && reader.actor.id,
    researcher_email: "i…@lisbon.example",
    paper_id: paper.id,
    status: "pending",
    created_at: NOW.toISOString(),
    updated_at: NOW.toISOString(),
    researcher_id: known.id,
  });
  const email = someone();
  const own = await byAddress(reader, email);
  expect(viewOutreach(await getOutreach(reader, { requestId: own.id })).researcher_email).toBe(
    email,
  );
  const stranger = await world.reader();
  await expect(getOutreach(stranger, { requestId: id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a profile without a known address needs one, which the reader supplies", async () => {
  const reader = await world.reader();
  const unknown = await world.unclaimed();
  const paper = await world.paper("On unknown addresses", [unknown.id]);
  const input = { researcher_id: unknown.id, paper_id: paper.id };
  await expect(ask(reader, input)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    details: { fields: { researcher_email: expect.stringContaining("missing") } },
  });
  const email = someone();
  await ask(reader, { ...input, researcher_email: email });
  expect((await invitationOf(email)).researcherId).toBe(unknown.id);
});

test("an address alone finds the author of the paper who is known by it", async () => {
  const email = someone();
  const author = await world.unclaimed({ email });
  const paper = await world.paper("On authors", [author.id]);
  const reader = await world.reader();
  await ask(reader, { researcher_email: email, paper_id: paper.id });
  expect((await invitationOf(email)).researcherId).toBe(author.id);
});

test("who is here already is not invited: the refusal carries the profile", async () => {
  const email = someone();
  const user = await world.user({ email });
  const [listed] = await world.db
    .insert(researchers)
    .values({
      userId: user.id,
      slug: `r-${user.id}`,
      name: "Amara Okafor",
      email: "public@elsewhere.example",
      rateCents: 15_000,
      standing: "listed",
    })
    .returning();
  const reader = await world.reader();
  const paper = await world.paper();
  const bodies = [
    { researcher_email: email },
    { researcher_email: "Public@Elsewhere.example" },
    { researcher_id: listed?.id },
  ];
  for (const body of bodies)
    await expect(ask(reader, { ...body, paper_id: paper.id })).rejects.toMatchObject({
      code: "ALREADY_REGISTERED",
      details: { researcher: { id: listed?.id, name: "Amara Okafor", standing: "listed" } },
    });
  await world.db
    .update(researchers)
    .set({ standing: "hidden" })
    .where(eq(researchers.id, listed?.id ?? ""));
  await expect(byAddress(reader, email)).rejects.toMatchObject({
    code: "ALREADY_REGISTERED",
    details: {},
  });
  await expect(
    ask(reader, { researcher_id: listed?.id, paper_id: paper.id }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("nobody invites themselves, or to a paper that is not there or not theirs", async () => {
  const reader = await world.reader({ email: `${crypto.randomUUID()}@readers.example` });
  const own = reader.actor.kind === "user" ? reader.actor.email : "";
  await expect(byAddress(reader, own.toUpperCase())).rejects.toMatchObject({
    details: { fields: { researcher_email: "is your own address" } },
  });
  const nowhere = { researcher_email: someone(), paper_id: crypto.randomUUID() };
  await expect(ask(reader, nowhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const other = await world.unclaimed({ email: someone() });
  const paper = await world.paper();
  await expect(ask(reader, { researcher_id: other.id, paper_id: paper.id })).rejects.toMatchObject({
    details: { fields: { paper_id: expect.any(String) } },
  });
  const hidden = await world.unclaimed({ standing: "hidden" });
  await expect(ask(reader, { researcher_id: hidden.id, paper_id: paper.id })).rejects.toMatchObject(
    { code: "NOT_FOUND" },
  );
  const unverified = await world.reader({ emailVerifiedAt: null });
  await expect(byAddress(unverified, someone())).rejects.toMatchObject({
    code: "EMAIL_UNVERIFIED",
  });
});

test("three requests a month for whoever is no member, also when they come at once", async () => {
  const reader = await world.reader();
  const asked = await Promise.allSettled(
    Array.from({ length: 8 }, () => byAddress(reader, someone())),
  );
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  await expect(byAddress(reader, someone())).rejects.toMatchObject({
    code: "OUTREACH_LIMIT",
    details: { limit: 3, used: 3, renews_at: "2026-04-01T00:00:00.000Z" },
  });
  await byAddress({ ...reader, now: new Date("2026-04-01T00:00:00Z") }, someone());
  const userId = reader.actor.kind === "user" ? reader.actor.id : "";
  await world.db.insert(subscriptions).values({
    userId,
    stripeSubscriptionId: `sub_${userId}`,
    state: "active",
    priceCents: 2_900,
    startedAt: NOW,
    periodEndsAt: addDays(NOW, 30),
    seenAt: NOW,
  });
  for (let more = 0; more < 3; more++) await byAddress(reader, someone());
});

test("a request whose mail never went out is not counted, and can be made again", async () => {
  const reader = await world.reader();
  const email = someone();
  const paper = await world.paper();
  const input = { researcher_email: email, paper_id: paper.id };
  const first = await ask(reader, input);
  const { id } = await invitationOf(email);
  await tx((each) => failInvitation(each, NOW, id, "not_sent"));
  expect(await statusOf(reader, first.id)).toBe("email_failed");
  const second = await ask(later(reader, 1), input);
  expect(second).toMatchObject({ outcome: "invited" });
  expect(second.id).not.toBe(first.id);
});

test("a declined address hears nothing for ninety days from then, and can be asked again after", async () => {
  const reader = await world.reader();
  const email = someone();
  const { id } = await byAddress(reader, email);
  const token = await signInvitation(await invitationOf(email));
  const day40 = { db: world.db, now: addDays(NOW, 40) };
  await declineInvitation(day40, { token });
  await declineInvitation(day40, { token });
  expect(await statusOf(reader, id)).toBe("declined");
  await expect(byAddress(later(reader, 129), email)).rejects.toMatchObject({
    code: "NOT_INVITABLE",
    details: { reason: "declined", again_after: addDays(NOW, 130).toISOString() },
  });
  expect(await byAddress(later(reader, 130), email)).toMatchObject({ outcome: "invited" });
});

test("who does not answer is left alone once the link has expired, for ninety days in all", async () => {
  const reader = await world.reader();
  const email = someone();
  await byAddress(reader, email);
  expect(await byAddress(later(await world.reader(), 29), email)).toMatchObject({
    outcome: "joined",
  });
  for (const day of [30, 89])
    await expect(byAddress(later(await world.reader(), day), email)).rejects.toMatchObject({
      details: { reason: "unanswered", again_after: addDays(NOW, 90).toISOString() },
    });
  expect(await byAddress(later(await world.reader(), 90), email)).toMatchObject({
    outcome: "invited",
  });
});

test("whoever unsubscribed is not invited any more, in any spelling, and what was open is declined", async () => {
  const reader = await world.reader();
  const email = someone();
  const { id } = await byAddress(reader, email);
  const token = await signUnsubscribe(hashAddress(email), NOW);
  for (let times = 0; times < 2; times++) await unsubscribe(world.system(), { token });
  expect(await statusOf(reader, id)).toBe("declined");
  await expect(
    byAddress(later(await world.reader(), 400), ` ${email.toUpperCase()}`),
  ).rejects.toMatchObject({ code: "NOT_INVITABLE", details: { reason: "suppressed" } });
  const kept = await invitationOf(email);
  expect(kept.email).toBe("");
  const invitation = await signInvitation(kept);
  for (const forged of [invitation, "made-up", `${token}x`])
    await expect(unsubscribe(world.system(), { token: forged })).rejects.toMatchObject({
      code: "INVALID_TOKEN",
    });
  await expect(declineInvitation(world.system(), { token })).rejects.toMatchObject({
    code: "INVALID_TOKEN",
  });
});

test("whoever had their profile removed is not invited", async () => {
  const email = someone();
  await tx((each) => rememberRemoved(each, NOW, { name: "Ines Duarte", email }));
  expect(await isSuppressed(world.db, email)).toBe(true);
  await expect(byAddress(await world.reader(), email)).rejects.toMatchObject({
    details: { reason: "suppressed" },
  });
});

test("a known address that bounced gives way to one that the reader supplies", async () => {
  const reader = await world.reader();
  const dead = someone();
  const author = await world.unclaimed({ email: dead });
  const paper = await world.paper("On dead addresses", [author.id]);
  await tx((each) =>
    suppressAddress(each, NOW, { addressHash: hashAddress(dead), reason: "bounced" }),
  );
  const input = { researcher_id: author.id, paper_id: paper.id };
  await expect(ask(reader, input)).rejects.toMatchObject({ details: { reason: "unreachable" } });
  const email = someone();
  await ask(reader, { ...input, researcher_email: email });
  expect((await invitationOf(email)).researcherId).toBe(author.id);
});

test("who mailed but bounced softly or complained is not asked again so soon", async () => {
  const { invitation, request } = await world.invited();
  await markMailed(world.system(), invitation.id);
  await tx((each) => failInvitation(each, NOW, invitation.id, "bounced"));
  const [row] = await world.db
    .select()
    .from(outreachRequests)
    .where(eq(outreachRequests.id, request.id));
  expect(row?.status).toBe("email_failed");
  await expect(byAddress(await world.reader(), invitation.email)).rejects.toMatchObject({
    details: { reason: "unreachable" },
  });
});

test("of a decline and a joining reader that meet, no request is left waiting", async () => {
  const { invitation } = await world.invited();
  const token = await signInvitation(invitation);
  const readers = await Promise.all(Array.from({ length: 10 }, () => world.reader()));
  await Promise.allSettled([
    ...readers.slice(0, 5).map((reader) => byAddress(reader, invitation.email)),
    declineInvitation(world.system(), { token }),
    ...readers.slice(5).map((reader) => byAddress(reader, invitation.email)),
  ]);
  const declined = await world.db
    .select({ status: outreachRequests.status })
    .from(outreachRequests)
    .where(eq(outreachRequests.invitationId, invitation.id));
  expect(new Set(declined.map(({ status }) => status))).toEqual(new Set(["declined"]));
});

test("a declining page after the researcher has joined says so and changes nothing", async () => {
  const { invitation } = await world.invited();
  const researcher = await world.unclaimed();
  await tx((each) =>
    acceptRequestsFor(each, NOW, { email: invitation.email, researcherId: researcher.id }),
  );
  const token = await signInvitation(invitation);
  await expect(declineInvitation(world.system(), { token })).rejects.toMatchObject({
    code: "WRONG_STATE",
  });
});

test("an invitation that no job has sent within a day is given up", async () => {
  const { invitation, request } = await world.invited({ createdAt: addDays(NOW, -2) });
  await failUnsent(world.system(addDays(NOW, -1)));
  const read = async () =>
    (await world.db.select().from(outreachRequests).where(eq(outreachRequests.id, request.id)))[0];
  expect((await read())?.status).toBe("pending");
  await failUnsent(world.system(new Date(addDays(NOW, -1).getTime() + 1)));
  expect((await read())?.status).toBe("email_failed");
  expect((await invitationOf(invitation.email)).failure).toBe("not_sent");
});

test("a reader's list is their own, newest first, page by page", async () => {
  const reader = await world.reader();
  const ids: string[] = [];
  for (let at = 0; at < 3; at++) ids.unshift((await byAddress(reader, someone())).id);
  const first = await listOutreach(reader, { limit: 2 });
  expect(first.items).toHaveLength(2);
  const rest = await listOutreach(reader, { limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest.nextCursor).toBeNull();
  expect([...first.items, ...rest.items].map(({ id }) => id).sort()).toEqual(ids.sort());
  await expect(listOutreach(reader, { limit: 2, cursor: "x" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});

test.each([
  ["plain words\r\nover two lines", "plain words\nover two lines"],
  ["bell\u0007 and\u001b[31m escape", "bell and[31m escape"],
  ["Version 2.0 of J. Cell. Biol. is at p < 0.05", "Version 2.0 of J. Cell. Biol. is at p < 0.05"],
  ["   ", null],
])("the note %j is kept as %j", (note, kept) => {
  const input = { researcher_email: "a@b.example", paper_id: crypto.randomUUID() };
  expect(RequestOutreach.parse({ ...input, note }).note).toBe(kept);
});

test.each(["see https://evil.example", "WWW.evil.example", "evil.example/now", "x".repeat(601)])(
  "the note %j is refused",
  (note) => {
    const input = { researcher_email: "a@b.example", paper_id: crypto.randomUUID() };
    expect(RequestOutreach.safeParse({ ...input, note }).success).toBe(false);
  },
);
