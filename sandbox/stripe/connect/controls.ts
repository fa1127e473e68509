import { type Context, Hono } from "hono";
import { z } from "zod";
import type { SandboxDeps } from "../../deps";
import { readJson } from "../../read-json";
import { recordEvent } from "../events";
import { newId, seconds } from "../ids";
import { kinds } from "../objects";
import { present } from "../present";
import { byHand } from "../three-d-secure";
import { fieldNames } from "./account-state";
import { changeAccount } from "./accounts";
import type { Account } from "./objects";

const Asking = z.strictObject({ requirement: z.string().min(1) });

const actions: Record<string, (now: number) => Partial<Account>> = {
  onboard: (now) => ({
    details_submitted: true,
    tos_acceptance: { date: now },
    _given: Object.fromEntries(fieldNames.map((field) => [field, "given"])),
    _asked: [],
  }),
  review: () => ({ _review: "review" }),
  approve: () => ({ _review: "none" }),
  reject: () => ({ _review: "rejected" }),
  drain: () => ({ _drained: true }),
  fill: () => ({ _drained: false }),
};

/** What happens to a connected account without our doing: its owner, Stripe's reviewers, its bank. */
export function createConnectControls(deps: SandboxDeps): Hono {
  const app = new Hono();

  async function change(c: Context, how: (before: Account) => Partial<Account>) {
    const account = await deps.store.transaction((records) =>
      changeAccount(byHand(deps, records), c.req.param("id") ?? "", (before) => ({
        ...before,
        ...how(before),
      })),
    );
    return account ? c.json(present(account, deps.origin())) : noAccount(c);
  }

  app.post("/accounts/:id/ask", async (c) => {
    const input = await readJson(c.req.raw, Asking);
    if ("errors" in input) return c.json(input, 400);
    const { requirement } = input.value;
    return change(c, ({ _asked }) => ({ _asked: [...new Set([..._asked, requirement])] }));
  });

  app.post("/accounts/:id/fail_payout", async (c) => {
    const account = await deps.store.get<Account>(kinds.account, c.req.param("id"));
    if (!account) return noAccount(c);
    const payout = {
      id: newId("po"),
      object: "payout",
      amount: 10_000,
      created: seconds(deps.clock()),
      currency: account.default_currency,
      failure_code: "account_closed",
      failure_message: "The bank account has been closed.",
      status: "failed",
    };
    await deps.store.transaction((records) =>
      recordEvent(byHand(deps, records), "payout.failed", payout, account.id),
    );
    return c.json(payout);
  });

  app.post("/accounts/:id/:action", async (c) => {
    const action = actions[c.req.param("action")];
    if (!action) return c.json({ message: "no such action" }, 404);
    return change(c, () => action(seconds(deps.clock())));
  });
  return app;
}

const noAccount = (c: Context) => c.json({ message: `no account ${c.req.param("id")}` }, 404);
