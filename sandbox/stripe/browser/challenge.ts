import { type Appearance, applyAppearance, createStyledRoot } from "./appearance";
import type { Client, IntentResult, PageIntent } from "./client";

/**
 * Asks the customer to authenticate, in a modal dialog as Stripe.js does it for cards. Escape counts
 * as giving up. Resolves with the intent after the answer.
 */
export function challenge(
  client: Client,
  intent: PageIntent,
  appearance: Appearance | undefined,
): Promise<IntentResult> {
  const host = document.createElement("div");
  applyAppearance(host, appearance);
  const dialog = document.createElement("dialog");
  const title = element("h2", "Confirm your payment");
  title.id = "challenge-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const amount = new Intl.NumberFormat(undefined, {
    style: "currency",
    currency: intent.currency,
  }).format(intent.amount / 100);
  const problem = element("p", "");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  const complete = element("button", "Complete authentication");
  complete.className = "primary";
  const fail = element("button", "Fail authentication");
  const actions = document.createElement("div");
  actions.className = "actions";
  actions.append(complete, fail);
  const note = element("p", "Sandbox: this stands in for your bank. No money moves.");
  note.className = "note";
  const question = element("p", `Your bank asks you to confirm a payment of ${amount}.`);
  dialog.append(title, question, actions, problem, note);
  createStyledRoot(host).append(dialog);
  document.body.append(host);
  dialog.showModal();

  return new Promise((resolve) => {
    async function answer(result: "complete" | "fail") {
      complete.disabled = true;
      fail.disabled = true;
      const after = await client.authenticate(intent.client_secret, result);
      if (after.error?.type === "api_connection_error") {
        problem.textContent = "The bank could not be reached. Try again.";
        complete.disabled = false;
        fail.disabled = false;
        return;
      }
      dialog.close();
      host.remove();
      resolve(after);
    }
    complete.addEventListener("click", () => answer("complete"));
    fail.addEventListener("click", () => answer("fail"));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!fail.disabled) answer("fail");
    });
  });
}

function element<Tag extends "h2" | "p" | "button">(
  tag: Tag,
  text: string,
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  created.textContent = text;
  return created;
}
