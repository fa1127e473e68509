import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { invitations, outbox, outreachRequests } from "@/db/schema";
import { signAccessToken } from "@/lib/auth/access-token";
import { env } from "@/lib/platform/env";
import { acceptRequestsFor } from "./accept-requests";
import { addDays } from "./invitation";
import { signInvitation } from "./invitation-token";
import { NOW, type OutreachWorld, outreachWorld } from "./outreach.fixture";
import { signOutreachToken } from "./outreach-token";
import { readInvitation } from "./read-invitation";
import { redeemInvitation } from "./redeem-invitation";

let world: OutreachWorld;
beforeAll(async () => {
  world = await outreachWorld();
});
afterAll(() => world?.close());

const redeem = (token: string, now = NOW) =>
  world.db.transaction((tx) => redeemInvitation(tx, now, token));

const refusedAs = (reason: string) => ({ code: "INVALID_TOKEN", details: { reason } });

test("an invitation says who asks about what, and its token is the same each time", async () => {
  const researcher = await world.unclaimed({ name: "Ines Duarte" });
  const { invitation } = await world.invited({ researcherId: researcher.id });
  const token = await signInvitation(invitation);
  expect(await signInvitation(invitation)).toBe(token);
  expect(await readInvitation(world.system(), token)).toMatchObject({
    state: "live",
    email: invitation.email,
    researcher: { id: researcher.id, name: "Ines Duarte" },
    paper: { title: "Sleep and memory in zebrafish" },
    asks: [{ readerName: "Ada Byron", note: null, addressSource: "reader" }],
  });
});

test("of two who take one invitation at once, one gets it, and a third hears that it is used", async () => {
  const { invitation } = await world.invited();
  const token = await signInvitation(invitation);
  const taken = await Promise.allSettled([redeem(token), redeem(token)]);
  expect(taken.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  await expect(redeem(token)).rejects.toMatchObject(refusedAs("used"));
  expect((await readInvitation(world.system(), token)).state).toBe("used");
});

test("an invitation ends after thirty days to the second", async () => {
  const { invitation } = await world.invited();
  const token = await signInvitation(invitation);
  const end = addDays(NOW, 30);
  await expect(redeem(token, end)).rejects.toMatchObject(refusedAs("expired"));
  expect((await readInvitation(world.system(end), token)).state).toBe("expired");
  const { id, email } = invitation;
  expect(await redeem(token, new Date(end.getTime() - 1_000))).toEqual({
    id,
    email,
    researcherId: null,
  });
});

test("a declined invitation cannot be used", async () => {
  const { invitation } = await world.invited({ state: "declined" });
  const token = await signInvitation(invitation);
  await expect(redeem(token)).rejects.toMatchObject(refusedAs("declined"));
  expect((await readInvitation(world.system(), token)).state).toBe("declined");
});

test("a token that is forged, unknown, or for another purpose opens nothing", async () => {
  const { invitation } = await world.invited();
  const token = await signInvitation(invitation);
  const [header, payload, signature] = token.split(".");
  const claims = { issuedAt: NOW, expiresAt: addDays(NOW, 30) };
  const unknown = { ...invitation, id: crypto.randomUUID() };
  const none = Buffer.from('{"alg":"none","typ":"invitation+jwt"}').toString("base64url");
  const key = createHmac("sha256", env().API_TOKEN_SECRET).update("outreach:invitation").digest();
  const signed = (change: (jwt: SignJWT) => SignJWT, alg = "HS256") =>
    change(
      new SignJWT()
        .setProtectedHeader({ alg, typ: "invitation+jwt" })
        .setJti(invitation.id)
        .setIssuer(env().APP_URL)
        .setAudience("colloquy-invitation")
        .setIssuedAt(NOW)
        .setExpirationTime(addDays(NOW, 30)),
    );
  const strangers = [
    "",
    "made-up",
    `${header}.${payload}.${signature?.split("").reverse().join("")}`,
    `${none}.${payload}.`,
    await signInvitation(unknown),
    await signOutreachToken({ purpose: "unsubscribe", id: invitation.id, ...claims }),
    await signAccessToken(
      { userId: invitation.id, grantId: invitation.id, sessionVersion: 1 },
      NOW,
    ),
    await signed((jwt) => jwt).sign(new TextEncoder().encode(env().API_TOKEN_SECRET)),
    await signed((jwt) => jwt, "HS512").sign(key),
    await signed((jwt) => jwt.setAudience("colloquy-api")).sign(key),
    await signed((jwt) => jwt.setIssuer("https://elsewhere.example")).sign(key),
  ];
  for (const stranger of strangers) {
    expect(await readInvitation(world.system(), stranger)).toEqual({ state: "foreign" });
    await expect(redeem(stranger)).rejects.toMatchObject(refusedAs("foreign"));
  }
  // The same by our own hand is one of ours: what was refused above was refused for its difference.
  const own = await signed((jwt) => jwt).sign(key);
  expect((await readInvitation(world.system(), own)).state).toBe("live");
});

test("whoever joins is told to all who asked for the address or the profile, once", async () => {
  const researcher = await world.unclaimed();
  const { invitation, request } = await world.invited();
  const other = await world.asked(invitation);
  const elsewhere = await world.invited({ researcherId: researcher.id });
  const declined = await world.invited({ state: "declined" });
  await world.db
    .update(outreachRequests)
    .set({ status: "declined" })
    .where(eq(outreachRequests.id, declined.request.id));
  const join = () =>
    world.db.transaction((tx) =>
      acceptRequestsFor(tx, NOW, {
        email: invitation.email.toUpperCase(),
        researcherId: researcher.id,
      }),
    );
  const accepted = await join();
  expect(accepted.sort()).toEqual([request.id, other.id, elsewhere.request.id].sort());
  expect(await join()).toEqual([]);
  const told = await world.db.select().from(outbox).where(eq(outbox.name, "outreach/accepted"));
  expect(told.map(({ data }) => data.requestId).sort()).toEqual(accepted);
  const states = await world.db
    .select({ id: invitations.id, state: invitations.state })
    .from(invitations);
  const stateOf = (id: string) => states.find((row) => row.id === id)?.state;
  expect(stateOf(invitation.id)).toBe("accepted");
  expect(stateOf(elsewhere.invitation.id)).toBe("accepted");
  expect(stateOf(declined.invitation.id)).toBe("declined");
});
