import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { SandboxDeps } from "../../deps";
import { newId, seconds } from "../ids";
import { kinds } from "../objects";
import { page } from "../page";
import { byHand } from "../three-d-secure";
import { fieldNames, onboardingFields } from "./account-state";
import { changeAccount } from "./accounts";
import type { Account, AccountLink } from "./objects";

/**
 * The pages of a researcher at Stripe: the onboarding behind an account link, which can be
 * finished, left unfinished, or left under review, and the dashboard behind a login link.
 */
export function createConnectPages(deps: SandboxDeps): Hono {
  const app = new Hono();

  app.get("/onboarding/:id", async (c) => {
    const visit = newId("visit");
    const link = await deps.store.transaction(async (records) => {
      const found = await records.lock<AccountLink>(kinds.accountLink, c.req.param("id"));
      if (!found || found.visit || found.expires_at < seconds(deps.clock())) return found;
      return records.replace(kinds.accountLink, found.id, { ...found, visit });
    });
    if (!link) return notHere(c);
    // A link that was used, or is too old, leads back to where a new one can be had.
    if (link.visit !== visit) return c.redirect(link.refresh_url, 303);
    const account = await deps.store.get<Account>(kinds.account, link.account);
    return account ? c.html(form(account, visit, [])) : notHere(c);
  });

  app.post("/onboarding/:id", async (c) => {
    const input = await c.req.parseBody();
    const link = await deps.store.get<AccountLink>(kinds.accountLink, c.req.param("id"));
    if (!link || link.visit === null || input.visit !== link.visit) return notHere(c);
    const given = textsOf(input);
    const missing = fieldNames.filter((field) => !given[field]);
    const isSubmitted = input.action !== "leave" && missing.length === 0;
    const account = await deps.store.transaction((records) =>
      changeAccount(byHand(deps, records), link.account, (before) => ({
        ...before,
        _given: given,
        ...(isSubmitted && submitted(before, seconds(deps.clock()), input.action === "review")),
      })),
    );
    if (!account) return notHere(c);
    if (input.action !== "leave" && missing.length > 0)
      return c.html(form(account, link.visit, missing), 400);
    return c.redirect(link.return_url, 303);
  });

  app.get("/dashboard/:id", async (c) => {
    const account = await deps.store.get<Account>(kinds.account, c.req.param("id"));
    if (!account) return notHere(c);
    return c.html(
      page(
        "Stripe Express dashboard",
        html`<dl>
          <dt>Account</dt><dd>${account.id}</dd>
          <dt>Country</dt><dd>${account.country}</dd>
          <dt>Payouts</dt><dd>${account.payouts_enabled ? "on" : "off"}</dd>
        </dl>`,
      ),
    );
  });
  return app;
}

function submitted(before: Account, now: number, isReview: boolean): Partial<Account> {
  return {
    details_submitted: true,
    tos_acceptance: { date: now },
    _asked: [],
    // What is under review, or was rejected, is not let in by asking again.
    _review: isReview && before._review === "none" ? "review" : before._review,
  };
}

const textsOf = (input: Record<string, unknown>) =>
  Object.fromEntries(
    fieldNames.flatMap((field) => {
      const text = input[field];
      return typeof text === "string" && text.trim() ? [[field, text.trim()]] : [];
    }),
  );

function form(account: Account, visit: string, missing: string[]) {
  const fields = fieldNames.map(
    (field) => html`<label>
      ${onboardingFields[field]}
      <input name="${field}" value="${account._given[field] ?? ""}" autocomplete="off" />
      ${missing.includes(field) ? html`<strong>Needed to go on.</strong>` : ""}
    </label>`,
  );
  return page(
    "Get paid by Colloquy",
    html`<style>
        label { display: block; width: 100%; }
        input { display: block; font: inherit; width: 100%; box-sizing: border-box; min-height: 44px; }
      </style>
      <p>Stripe needs your details before it can pay you out in ${account.country}.</p>
      <form method="post">
        <input type="hidden" name="visit" value="${visit}" />
        ${fields}
        <button name="action" value="submit">Agree and submit</button>
        <button name="action" value="review" class="plain">Submit, to be reviewed</button>
        <button name="action" value="leave" class="plain">Save and leave</button>
      </form>`,
  );
}

const notHere = (c: Context) => c.html(page("No such page", html``), 404);
