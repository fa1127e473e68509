import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { updateProfile } from "@/lib/profiles/update-profile";
import { createPayoutWorld, type PayoutWorld } from "@/lib/sessions/payouts.fixture";
import { later, refusal } from "@/lib/sessions/sessions.fixture";
import { stripe } from "../stripe";
import { refreshPayoutAccount } from "./accounts";
import { getPayoutAccount } from "./get-payout-account";
import { openPayoutDashboard, startOnboarding } from "./start-onboarding";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
beforeAll(async () => {
  world = await createPayoutWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

async function newcomer(payoutCountry: string | null = "GB") {
  const { id, actor } = await world.researcher({ payoutCountry });
  const at = (minutes: number) => world.as(actor, later(minutes));
  const accountId = async () => (await world.accountRow(id))?.accountId ?? "";
  return {
    id,
    at,
    accountId,
    own: () => getPayoutAccount(at(0)),
    control: async (action: string, body?: object) =>
      world.control(`/accounts/${await accountId()}/${action}`, body),
    look: (minutes: number) => refreshPayoutAccount(world.system(later(minutes)), id),
  };
}

describe("a payout account", () => {
  test("is told from nothing to ready, with what is missing in words", async () => {
    const { at, own, control, look, accountId } = await newcomer();
    expect(await own()).toEqual({
      state: "not_started",
      country: "GB",
      missing: [],
      hasDashboard: false,
    });
    expect(await startOnboarding(at(0))).toContain("/_sandbox/connect/onboarding/");
    const begun = await own();
    expect(begun.state).toBe("incomplete");
    expect(begun.missing).toEqual([
      "your name",
      "your date of birth",
      "your address",
      "a bank account",
      "your agreement to Stripe’s terms",
    ]);
    expect((await refusal(openPayoutDashboard(at(1)))).code).toBe("WRONG_STATE");
    await control("onboard");
    await control("review");
    await look(2);
    expect(await own()).toMatchObject({ state: "in_review", missing: [], hasDashboard: true });
    await control("approve");
    await look(3);
    expect(await own()).toMatchObject({ state: "ready", missing: [] });
    expect(await openPayoutDashboard(at(4))).toContain(await accountId());
    await control("ask", { requirement: "individual.verification.document" });
    await look(5);
    expect(await own()).toMatchObject({
      state: "incomplete",
      missing: ["a photo of an identity document"],
    });
    await control("reject");
    await look(6);
    expect((await own()).state).toBe("rejected");
  });

  test.each([false, true])(
    "is opened after a failure that Stripe keeps for a day (done: %s)",
    async (done) => {
      const { at, accountId } = await newcomer();
      world.fault({ kind: "keptFailure", service: "stripe", path: "/v1/accounts", done });
      expect((await refusal(startOnboarding(at(0)))).code).toBe("PAYMENT_PROVIDER_UNAVAILABLE");
      expect(await startOnboarding(at(1))).toContain("/_sandbox/connect/onboarding/");
      expect(await accountId()).toMatch(/^acct_/);
    },
  );

  test("is opened once, whoever asks at once and whatever answers are lost", async () => {
    const { at, accountId } = await newcomer();
    world.fault({
      kind: "cutAfter",
      service: "stripe",
      method: "POST",
      path: "/v1/accounts",
      times: 3,
    });
    await expect(startOnboarding(at(0))).rejects.toMatchObject({
      code: "PAYMENT_PROVIDER_UNAVAILABLE",
    });
    world.clearFaults();
    await Promise.allSettled([startOnboarding(at(1)), startOnboarding(at(1))]);
    await startOnboarding(at(2));
    const account = await stripe().accounts.retrieve(await accountId());
    expect(account).toMatchObject({ country: "GB", type: "express", business_type: "individual" });
  });

  test.each([null, "BR"])("in the country %s cannot be opened", async (country) => {
    const { at } = await newcomer(country);
    expect(await refusal(startOnboarding(at(0)))).toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { payout_country: expect.any(String) } },
    });
  });

  test("that was only begun moves with its owner; once submitted it stays", async () => {
    const { at, own, control, look, accountId } = await newcomer();
    await startOnboarding(at(0));
    const first = await accountId();
    await updateProfile(at(1), { payout_country: "NO" });
    expect(await own()).toMatchObject({ state: "not_started", country: "NO" });
    await startOnboarding(at(2));
    expect(await accountId()).not.toBe(first);
    await control("onboard");
    await look(3);
    expect(await refusal(updateProfile(at(4), { payout_country: "GB" }))).toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { payout_country: expect.any(String) } },
    });
    expect(await own()).toMatchObject({ state: "ready", country: "NO" });
  });

  test("is not opened in the country that its owner left while Stripe was busy", async () => {
    const { id, at, own } = await newcomer();
    const creation = { service: "stripe", method: "POST", path: "/v1/accounts" };
    world.fault({ kind: "delayAnswer", ...creation, delayMs: 60_000 });
    const opening = refusal(startOnboarding(at(0)));
    await expect.poll(() => world.accountRow(id)).toMatchObject({ country: "GB" });
    await updateProfile(at(1), { payout_country: "NO" });
    world.clearFaults();
    expect((await opening).code).toBe("BUSY");
    expect(await own()).toMatchObject({ state: "not_started", country: "NO" });
  });

  test("is its owner's affair", async () => {
    const reader = world.as(await world.reader());
    for (const verb of [startOnboarding, getPayoutAccount, openPayoutDashboard]) {
      expect((await refusal(verb(reader))).code).toBe("FORBIDDEN");
    }
  });
});
