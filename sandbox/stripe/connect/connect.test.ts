import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorld, refusal, type World } from "../testing/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const createAccount = () =>
  world.stripe.accounts.create({
    type: "express",
    country: "GB",
    email: "amara@colloquy.example",
    business_type: "individual",
    capabilities: { transfers: { requested: true } },
    metadata: { researcher_id: "r-1" },
  });

async function readyAccount() {
  const { id } = await createAccount();
  await world.control("POST", `/accounts/${id}/onboard`);
  return id;
}

const createCharge = async (amount = 15_000) => {
  const intent = await world.stripe.paymentIntents.create({
    amount,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
    transfer_group: "session-1",
  });
  return String(intent.latest_charge);
};

describe("an account", () => {
  test("begins with everything to give and nothing switched on", async () => {
    const account = await createAccount();
    expect(account).toMatchObject({
      object: "account",
      type: "express",
      country: "GB",
      default_currency: "gbp",
      details_submitted: false,
      payouts_enabled: false,
      charges_enabled: false,
      capabilities: { transfers: "inactive" },
      metadata: { researcher_id: "r-1" },
      requirements: { disabled_reason: "requirements.past_due" },
    });
    expect(account.requirements?.currently_due).toEqual(
      expect.arrayContaining(["external_account", "tos_acceptance.date"]),
    );
    expect(Object.keys(account).filter((key) => key.startsWith("_"))).toEqual([]);
    const login = await refusal(world.stripe.accounts.createLoginLink(account.id));
    expect(login.statusCode).toBe(400);
  });

  test("is changed, and what does not exist is out of reach", async () => {
    const { id } = await createAccount();
    const changed = await world.stripe.accounts.update(id, { metadata: { seen: "yes" } });
    expect(changed.metadata).toEqual({ researcher_id: "r-1", seen: "yes" });
    expect(await refusal(world.stripe.accounts.retrieve("acct_none"))).toMatchObject({
      statusCode: 403,
      code: "account_invalid",
    });
  });

  test("asked for more, reviewed and rejected, says so, each time with an event of its own", async () => {
    const id = await readyAccount();
    expect(await world.stripe.accounts.retrieve(id)).toMatchObject({
      payouts_enabled: true,
      details_submitted: true,
      capabilities: { transfers: "active" },
      requirements: { currently_due: [], disabled_reason: null },
    });
    await world.control("POST", `/accounts/${id}/ask`, { requirement: "individual.id_number" });
    expect(await world.stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { transfers: "inactive" },
      requirements: { currently_due: ["individual.id_number"] },
    });
    await world.control("POST", `/accounts/${id}/onboard`);
    await world.control("POST", `/accounts/${id}/review`);
    expect(await world.stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { transfers: "pending" },
      requirements: { disabled_reason: "requirements.pending_verification" },
    });
    await world.control("POST", `/accounts/${id}/reject`);
    expect(await world.stripe.accounts.retrieve(id)).toMatchObject({
      payouts_enabled: false,
      requirements: { disabled_reason: "rejected.other" },
    });
    const events = () => world.receiver.events.filter((event) => event.type === "account.updated");
    await expect.poll(() => events().filter((event) => event.account === id)).toHaveLength(5);
  });

  test("tells of a payout that its bank turned down", async () => {
    const id = await readyAccount();
    await world.control("POST", `/accounts/${id}/fail_payout`);
    await expect
      .poll(() => world.receiver.events.find((event) => event.type === "payout.failed"))
      .toMatchObject({ account: id, data: { object: { status: "failed" } } });
  });
});

describe("a transfer", () => {
  test("goes out of one charge, once for its key, and is found by account and group", async () => {
    const [destination, source] = [await readyAccount(), await createCharge()];
    const params = {
      amount: 12_750,
      currency: "usd",
      destination,
      source_transaction: source,
      transfer_group: "session-1",
      metadata: { payout_id: "p-1" },
    };
    const key = { idempotencyKey: `payout-${source}` };
    const transfer = await world.stripe.transfers.create(params, key);
    expect(transfer).toMatchObject({
      amount: 12_750,
      amount_reversed: 0,
      destination,
      source_transaction: source,
      transfer_group: "session-1",
      reversed: false,
    });
    expect((await world.stripe.transfers.create(params, key)).id).toBe(transfer.id);
    const listed = await world.stripe.transfers.list({ destination });
    expect(listed.data.map(({ id }) => id)).toEqual([transfer.id]);
    expect(await world.stripe.transfers.retrieve(transfer.id)).toMatchObject({ id: transfer.id });
    await expect.poll(() => world.receiver.types()).toContain("transfer.created");
  });

  test("to an account that cannot receive it is turned down, also when it is asked for again", async () => {
    const { id } = await createAccount();
    const source = await createCharge();
    const send = (key: string) =>
      world.stripe.transfers.create(
        { amount: 100, currency: "usd", destination: id, source_transaction: source },
        { idempotencyKey: key },
      );
    const code = "insufficient_capabilities_for_transfer";
    expect(await refusal(send(`${id}-1`))).toMatchObject({ statusCode: 400, code });
    await world.control("POST", `/accounts/${id}/onboard`);
    expect(await refusal(send(`${id}-1`))).toMatchObject({ code });
    expect((await send(`${id}-2`)).amount).toBe(100);
  });

  test("never takes more than its charge holds, however many there are at once", async () => {
    const [destination, source] = [await readyAccount(), await createCharge(10_000)];
    const send = (amount: number) =>
      world.stripe.transfers.create({
        amount,
        currency: "usd",
        destination,
        source_transaction: source,
      });
    expect(await refusal(send(10_001))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("must not exceed the source amount of $100.00"),
    });
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map(() => send(3_000)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  });

  test.each([
    ["an account that is none", { destination: "acct_none" }, "destination"],
    ["another currency than its charge's", { currency: "eur" }, "currency"],
    ["another group than its charge's", { transfer_group: "session-2" }, "transfer_group"],
    ["a charge that is none", { source_transaction: "ch_none" }, "source_transaction"],
  ])("with %s is refused and names it", async (_what, wrong, param) => {
    const params = {
      amount: 100,
      currency: "usd",
      destination: await readyAccount(),
      source_transaction: await createCharge(),
      ...wrong,
    };
    expect(await refusal(world.stripe.transfers.create(params))).toMatchObject({
      statusCode: 400,
      param,
    });
  });

  test("out of the balance spends what is there and no more", async () => {
    const destination = await readyAccount();
    const params = { amount: 99_000_000, currency: "usd", destination };
    expect(await refusal(world.stripe.transfers.create(params))).toMatchObject({
      code: "balance_insufficient",
    });
    await createCharge(15_000);
    expect((await world.stripe.transfers.create({ ...params, amount: 15_000 })).amount).toBe(
      15_000,
    );
  });
});

describe("a reversal", () => {
  async function sent() {
    const [destination, source] = [await readyAccount(), await createCharge()];
    const transfer = await world.stripe.transfers.create({
      amount: 12_750,
      currency: "usd",
      destination,
      source_transaction: source,
    });
    return { destination, id: transfer.id };
  }

  test("takes part and then the rest, never more", async () => {
    const { id } = await sent();
    const part = await world.stripe.transfers.createReversal(id, { amount: 2_750 });
    expect(part).toMatchObject({ object: "transfer_reversal", amount: 2_750, transfer: id });
    expect(
      (await refusal(world.stripe.transfers.createReversal(id, { amount: 10_001 }))).param,
    ).toBe("amount");
    await world.stripe.transfers.createReversal(id);
    expect(await world.stripe.transfers.retrieve(id)).toMatchObject({
      amount_reversed: 12_750,
      reversed: true,
    });
    expect((await world.stripe.transfers.listReversals(id)).data).toHaveLength(2);
    await expect.poll(() => world.receiver.types()).toContain("transfer.reversed");
  });

  test("waits for money that has gone on to the bank", async () => {
    const { id, destination } = await sent();
    await world.control("POST", `/accounts/${destination}/drain`);
    expect(await refusal(world.stripe.transfers.createReversal(id))).toMatchObject({
      code: "balance_insufficient",
    });
    await world.control("POST", `/accounts/${destination}/fill`);
    expect((await world.stripe.transfers.createReversal(id)).amount).toBe(12_750);
  });
});
