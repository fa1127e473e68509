import { z } from "zod";
import type { Records } from "../../store";
import type { Call, StripeApi } from "../api";
import { invalidRequest, noSuch, turnedDown } from "../errors";
import { recordEvent } from "../events";
import { newId, seconds } from "../ids";
import { listPage } from "../lists";
import { type Charge, kinds } from "../objects";
import { expand, mergeMetadata, metadata, paging, positiveInteger, unsettable } from "../params";
import { availableCents } from "./balance";
import type { Account, Transfer } from "./objects";

const CreateTransfer = z.strictObject({
  amount: positiveInteger,
  currency: z
    .string()
    .regex(/^[a-zA-Z]{3}$/)
    .transform((code) => code.toLowerCase()),
  destination: z.string(),
  description: unsettable.optional(),
  metadata: metadata.optional(),
  source_transaction: z.string().optional(),
  transfer_group: z.string().optional(),
  expand,
});
type CreateTransfer = z.infer<typeof CreateTransfer>;

export function mountTransfers(api: StripeApi): void {
  api.post("/v1/transfers", { params: CreateTransfer, run: createTransfer });
  api.get("/v1/transfers", {
    params: z.strictObject({
      ...paging,
      destination: z.string().optional(),
      transfer_group: z.string().optional(),
    }),
    run: (call) => {
      const { destination, transfer_group } = call.params;
      const filter = {
        ...(destination && { destination }),
        ...(transfer_group && { transfer_group }),
      };
      return listPage(call, kinds.transfer, "/v1/transfers", { filter });
    },
  });
  api.get("/v1/transfers/:id", {
    params: z.strictObject({ expand }),
    run: async ({ records, id }) => {
      const transfer = await records.get<Transfer>(kinds.transfer, id);
      if (!transfer) throw noSuch("transfer", id);
      return transfer;
    },
  });
}

/** Moves money to a connected account: out of one charge, or out of the balance. */
async function createTransfer(call: Call<CreateTransfer>): Promise<Transfer> {
  const { params, records, now } = call;
  const account = await records.get<Account>(kinds.account, params.destination);
  if (!account) throw noSuch("destination", params.destination, "destination");
  if (account.capabilities.transfers !== "active")
    throw turnedDown(
      "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
      "insufficient_capabilities_for_transfer",
    );
  const source = params.source_transaction
    ? await takeFromCharge(records, params.source_transaction, params)
    : await takeFromBalance(records, params);
  const id = newId("tr");
  const transfer: Transfer = {
    id,
    object: "transfer",
    amount: params.amount,
    amount_reversed: 0,
    balance_transaction: newId("txn"),
    created: seconds(now),
    currency: params.currency,
    description: params.description ?? null,
    destination: account.id,
    destination_payment: newId("py"),
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    reversals: { object: "list", data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: "card",
    transfer_group: params.transfer_group ?? groupOf(source),
  };
  await records.put(kinds.transfer, id, transfer, now);
  await recordEvent(call, "transfer.created", transfer);
  return transfer;
}

const groupOf = (source: Charge | null) =>
  source ? (source.transfer_group ?? `group_${source.payment_intent}`) : null;

type Wanted = Pick<CreateTransfer, "amount" | "currency" | "transfer_group">;

/** A charge gives no more than its amount to all transfers together, whatever was reversed of them. */
async function takeFromCharge(records: Records, id: string, wanted: Wanted): Promise<Charge> {
  const charge = await records.lock<Charge>(kinds.charge, id);
  if (!charge?.paid) throw noSuch("charge", id, "source_transaction");
  if (charge.currency !== wanted.currency)
    throw invalidRequest(
      `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${wanted.currency})`,
      { param: "currency" },
    );
  const { transfer_group: group } = charge;
  if (group && (wanted.transfer_group ?? group) !== group)
    throw invalidRequest(`The transfer_group must be that of the source_transaction (${group}).`, {
      param: "transfer_group",
    });
  const [row] = await records.sql<{ cents: number }[]>`
    select coalesce(sum((body->>'amount')::bigint), 0)::int as cents from sandbox.objects
    where kind = ${kinds.transfer} and body @> ${JSON.stringify({ source_transaction: id })}::text::jsonb`;
  const taken = row?.cents ?? 0;
  if (taken + wanted.amount > charge.amount)
    throw invalidRequest(
      `Transfers using this transaction as a source must not exceed the source amount of ${dollars(charge.amount)}. (There is already a transfer using this source, amounting to a total of ${dollars(taken)}.)`,
      { param: "amount" },
    );
  return charge;
}

async function takeFromBalance(records: Records, wanted: Wanted): Promise<null> {
  if (wanted.amount <= (await availableCents(records, wanted.currency))) return null;
  throw turnedDown(
    "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance",
    "balance_insufficient",
  );
}

export const dollars = (cents: number) => `$${(cents / 100).toFixed(2)}`;
