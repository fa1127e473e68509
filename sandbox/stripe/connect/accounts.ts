import { z } from "zod";
import type { Records } from "../../store";
import type { Call, StripeApi } from "../api";
import { invalidRequest, StripeError } from "../errors";
import { type Cause, recordEvent } from "../events";
import { randomText, seconds } from "../ids";
import { kinds } from "../objects";
import { expand, flag, mergeMetadata, metadata, unsettable } from "../params";
import { derived, nothingDue } from "./account-state";
import type { Account } from "./objects";

const shared = {
  business_profile: z
    .strictObject({
      mcc: z.string().optional(),
      name: z.string().optional(),
      product_description: z.string().optional(),
      url: z.url("Not a valid URL").optional(),
    })
    .optional(),
  business_type: z.enum(["individual", "company"]).optional(),
  capabilities: z
    .strictObject({ transfers: z.strictObject({ requested: flag }).optional() })
    .optional(),
  email: unsettable.optional(),
  metadata: metadata.optional(),
  expand,
};
const CreateAccount = z.strictObject({
  ...shared,
  country: z.string().regex(/^[A-Z]{2}$/, "Country is not supported"),
  type: z.literal("express"),
});
type CreateAccount = z.infer<typeof CreateAccount>;
const UpdateAccount = z.strictObject(shared);
type UpdateAccount = z.infer<typeof UpdateAccount>;

export function mountAccounts(api: StripeApi): void {
  api.post("/v1/accounts", { params: CreateAccount, run: createAccount });
  api.get("/v1/accounts/:id", {
    params: z.strictObject({ expand }),
    run: ({ records, id }) => getAccount(records, id),
  });
  api.post("/v1/accounts/:id", { params: UpdateAccount, run: updateAccount });
  api.post("/v1/accounts/:id/login_links", {
    params: z.strictObject({ expand }),
    run: async ({ deps, records, id, now }) => {
      const account = await getAccount(records, id);
      if (!account.details_submitted)
        throw invalidRequest(
          "Cannot create a login link for an account that has not completed onboarding.",
        );
      const url = `${deps.origin()}/_sandbox/connect/dashboard/${id}`;
      return { object: "login_link", created: seconds(now), url };
    },
  });
}

/** A connected account. One that is not there looks like one of another platform's. */
export async function getAccount(records: Records, id: string): Promise<Account> {
  const account = await records.get<Account>(kinds.account, id);
  if (!account) throw noAccess(id);
  return account;
}

const noAccess = (id: string) =>
  new StripeError(403, {
    type: "invalid_request_error",
    code: "account_invalid",
    message: `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
  });

async function createAccount(call: Call<CreateAccount>): Promise<Account> {
  const { params, records, now } = call;
  const id = `acct_${randomText(16)}`;
  const account = derived({
    id,
    object: "account",
    business_profile: { ...emptyProfile, ...params.business_profile },
    business_type: params.business_type ?? null,
    capabilities: params.capabilities?.transfers?.requested ? { transfers: "inactive" } : {},
    charges_enabled: false,
    controller: {
      fees: { payer: "application_express" },
      is_controller: true,
      losses: { payments: "application" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: "express" },
      type: "application",
    },
    country: params.country,
    created: seconds(now),
    default_currency: currencyOf(params.country),
    details_submitted: false,
    email: params.email ?? null,
    external_accounts: {
      object: "list",
      data: [],
      has_more: false,
      url: `/v1/accounts/${id}/external_accounts`,
    },
    future_requirements: nothingDue(),
    metadata: mergeMetadata({}, params.metadata),
    payouts_enabled: false,
    requirements: nothingDue(),
    settings: { payouts: { schedule: { delay_days: 7, interval: "daily" } } },
    tos_acceptance: { date: null },
    type: "express",
    _given: {},
    _review: "none",
    _drained: false,
    _asked: [],
  });
  return records.put(kinds.account, id, account, now);
}

const emptyProfile: Account["business_profile"] = {
  mcc: null,
  name: null,
  product_description: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

const currencies: Record<string, string> = { US: "usd", GB: "gbp", CA: "cad", CH: "chf" };
const currencyOf = (country: string) => currencies[country] ?? "eur";

async function updateAccount(call: Call<UpdateAccount>): Promise<Account> {
  const { params } = call;
  const changed = await changeAccount(call, call.id, (before) => ({
    ...before,
    business_profile: { ...before.business_profile, ...params.business_profile },
    business_type: params.business_type ?? before.business_type,
    capabilities: params.capabilities?.transfers?.requested
      ? { transfers: before.capabilities.transfers ?? "inactive" }
      : before.capabilities,
    email: params.email === undefined ? before.email : params.email,
    metadata: mergeMetadata(before.metadata, params.metadata),
  }));
  if (!changed) throw noAccess(call.id);
  return changed;
}

/** Changes an account, derives what follows from it, and tells of it. */
export async function changeAccount(
  cause: Cause,
  id: string,
  change: (before: Account) => Account,
): Promise<Account | undefined> {
  const before = await cause.records.lock<Account>(kinds.account, id);
  if (!before) return undefined;
  const account = derived(change(before));
  await cause.records.replace(kinds.account, id, account);
  await recordEvent(cause, "account.updated", account, id);
  return account;
}
