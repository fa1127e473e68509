import { z } from "zod";
import type { Call, StripeApi } from "../api";
import { invalidRequest, noSuch, turnedDown } from "../errors";
import { recordEvent } from "../events";
import { newId, seconds } from "../ids";
import { listPage } from "../lists";
import { kinds } from "../objects";
import { expand, mergeMetadata, metadata, paging, positiveInteger, unsettable } from "../params";
import { getAccount } from "./accounts";
import type { Reversal, Transfer } from "./objects";
import { dollars } from "./transfers";

const CreateReversal = z.strictObject({
  amount: positiveInteger.optional(),
  description: unsettable.optional(),
  metadata: metadata.optional(),
  expand,
});
type CreateReversal = z.infer<typeof CreateReversal>;

export function mountReversals(api: StripeApi): void {
  api.post("/v1/transfers/:id/reversals", { params: CreateReversal, run: createReversal });
  api.get("/v1/transfers/:id/reversals", {
    params: z.strictObject(paging),
    run: (call) => {
      const filter = { transfer: call.id };
      return listPage(call, kinds.reversal, `/v1/transfers/${call.id}/reversals`, { filter });
    },
  });
}

/** Takes a transfer back, in part or whole, as far as the connected account still has the money. */
async function createReversal(call: Call<CreateReversal>): Promise<Reversal> {
  const { params, records, now } = call;
  const transfer = await records.lock<Transfer>(kinds.transfer, call.id);
  if (!transfer) throw noSuch("transfer", call.id);
  const left = transfer.amount - transfer.amount_reversed;
  const amount = params.amount ?? left;
  if (left === 0) throw invalidRequest(`Transfer ${transfer.id} is already fully reversed.`);
  if (amount > left)
    throw invalidRequest(
      `Reversal amount (${dollars(amount)}) is greater than unreversed amount on transfer (${dollars(left)})`,
      { param: "amount" },
    );
  const account = await getAccount(records, transfer.destination);
  if (account._drained)
    throw turnedDown(
      "Insufficient funds in the connected account to reverse this transfer.",
      "balance_insufficient",
    );
  const reversal: Reversal = {
    id: newId("trr"),
    object: "transfer_reversal",
    amount,
    balance_transaction: newId("txn"),
    created: seconds(now),
    currency: transfer.currency,
    destination_payment_refund: newId("pyr"),
    metadata: mergeMetadata({}, params.metadata),
    source_refund: null,
    transfer: transfer.id,
  };
  await records.put(kinds.reversal, reversal.id, reversal, now);
  const reversed: Transfer = {
    ...transfer,
    amount_reversed: transfer.amount_reversed + amount,
    reversed: amount === left,
    reversals: { ...transfer.reversals, data: [reversal, ...transfer.reversals.data] },
  };
  await records.replace(kinds.transfer, transfer.id, reversed);
  await recordEvent(call, "transfer.reversed", reversed);
  return reversal;
}
