import { expect } from "vitest";
import { sandbox } from "./stack";

export type Intent = { id: string; status: string; amount: number; amount_received: number };
export type Refund = { id: string; amount: number; status: string };
export type Meeting = { id: number; agenda: string; state: "live" | "deleted"; startsAt: string };

/** A call with the secret key, as the product makes them; fields are form-encoded. */
export async function stripe<T>(
  method: "GET" | "POST" | "DELETE",
  path: string,
  fields: Record<string, string> = {},
): Promise<{ status: number; body: T }> {
  const form = new URLSearchParams(fields);
  const response = await fetch(`${sandbox}${path}`, {
    method,
    headers: { authorization: "Bearer sk_test_sandbox" },
    ...(method === "POST" ? { body: form } : {}),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** Pays an intent as the card form would; `requires_action` with a card that asks for 3-D Secure. */
export async function confirmCard(intent: string, card: string): Promise<Intent> {
  const { status, body } = await stripe<Intent>("POST", `/v1/payment_intents/${intent}/confirm`, {
    payment_method: card,
    return_url: "https://colloquy.example/return",
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

export async function readIntent(intent: string): Promise<Intent> {
  return (await stripe<Intent>("GET", `/v1/payment_intents/${intent}`)).body;
}

/** All refunds of a payment, as the stand-in has them. */
export async function refundsOf(intent: string): Promise<Refund[]> {
  const path = `/v1/refunds?payment_intent=${intent}&limit=100`;
  return (await stripe<{ data: Refund[] }>("GET", path)).body.data;
}

/** A call to the controls that no real service has; any status is returned. */
export async function control<T>(
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${sandbox}/_sandbox${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** Ends a 3-D Secure challenge; the status says whether the intent still waited for it. */
export const completeChallenge = (intent: string) =>
  control<Intent>("POST", `/payment_intents/${intent}/succeed`);

/** Sets one fault and returns what clears it. */
export async function setFault(fault: Record<string, unknown>): Promise<() => Promise<void>> {
  const { status, body } = await control<{ id: string }>("POST", "/faults", fault);
  expect(status, JSON.stringify(body)).toBe(201);
  return async () => void (await control("DELETE", `/faults?id=${body.id}`));
}

/** Fires a job of the clock now; returns its run's id. */
export async function fireCron(name: string): Promise<string> {
  const { status, body } = await control<{ id: string }>("POST", "/inngest/cron", {
    function: name,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}

/** Whether a run of a job has come to its end. */
export async function hasRunEnded(name: string, id: string): Promise<boolean> {
  type Run = { id: string; ended: string | null };
  const { body } = await control<Run[]>("GET", `/inngest/runs?function=${name}`);
  return body.some((run) => run.id === id && run.ended !== null);
}

/** The Zoom meetings made for a session, deleted ones included. */
export async function meetingsOf(sessionId: string): Promise<Meeting[]> {
  const { body } = await control<Meeting[]>("GET", "/zoom/meetings");
  return body.filter(({ agenda }) => agenda.includes(sessionId));
}
