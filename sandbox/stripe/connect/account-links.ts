import { z } from "zod";
import type { Call, StripeApi } from "../api";
import { newId, seconds } from "../ids";
import { kinds } from "../objects";
import { expand } from "../params";
import { getAccount } from "./accounts";
import type { AccountLink } from "./objects";

const LASTS_SECONDS = 300;

const CreateLink = z.strictObject({
  account: z.string(),
  type: z.enum(["account_onboarding", "account_update"]),
  refresh_url: z.url("Not a valid URL"),
  return_url: z.url("Not a valid URL"),
  collection_options: z
    .strictObject({ fields: z.enum(["currently_due", "eventually_due"]).optional() })
    .optional(),
  expand,
});

export function mountAccountLinks(api: StripeApi): void {
  api.post("/v1/account_links", { params: CreateLink, run: createLink });
}

async function createLink(call: Call<z.infer<typeof CreateLink>>): Promise<object> {
  const { deps, params, records, now } = call;
  const { id: account } = await getAccount(records, params.account);
  const link: AccountLink = {
    id: newId("acctlink"),
    account,
    created: seconds(now),
    expires_at: seconds(now) + LASTS_SECONDS,
    refresh_url: params.refresh_url,
    return_url: params.return_url,
    visit: null,
  };
  await records.put(kinds.accountLink, link.id, link, now);
  const url = `${deps.origin()}/_sandbox/connect/onboarding/${link.id}`;
  return { object: "account_link", created: link.created, expires_at: link.expires_at, url };
}
