import { randomUUID } from "node:crypto";
import type { SandboxDeps } from "../deps";
import type { Records } from "../store";
import { EMAIL, type Email, type EmailFields, readEmail } from "./email";
import { invalid, ResendError } from "./errors";
import { sendOnce } from "./send-once";
import { announce } from "./webhooks";

const MAX_BATCH = 100;

export type SendCall = { body: unknown; idempotencyKey: string | undefined };

/** One mail: kept, and announced as delivered or as its recipient's address asks for. */
export async function sendEmail(deps: SandboxDeps, call: SendCall): Promise<{ id: string }> {
  const fields = readEmail(call.body);
  refuseFailing([fields]);
  return deps.store.transaction((records) =>
    sendOnce(records, keyed(deps, "/emails", call), () => keep(deps, records, fields, call)),
  );
}

/** Up to a hundred mails, all or none. */
export async function sendBatch(
  deps: SandboxDeps,
  call: SendCall,
): Promise<{ data: { id: string }[] }> {
  if (!Array.isArray(call.body) || call.body.length === 0 || call.body.length > MAX_BATCH)
    throw invalid(`The body must be a list of 1 to ${MAX_BATCH} emails.`);
  const all = call.body.map(readEmail);
  if (all.some((fields) => fields.attachments.length > 0))
    throw invalid("The `attachments` field is not supported in batches.");
  refuseFailing(all);
  return deps.store.transaction((records) =>
    sendOnce(records, keyed(deps, "/emails/batch", call), async () => {
      const data: { id: string }[] = [];
      for (const fields of all) data.push(await keep(deps, records, fields, call));
      return { data };
    }),
  );
}

function keyed(deps: SandboxDeps, path: string, call: SendCall) {
  const request = `${path} ${JSON.stringify(call.body)}`;
  return { key: call.idempotencyKey, request, now: deps.clock() };
}

/** An address that begins with `fails` cannot be sent to today. */
function refuseFailing(all: EmailFields[]): void {
  if (!all.some((fields) => fields.recipients.some((to) => to.startsWith("fails")))) return;
  const message = "Internal server error. We are unable to process your request right now.";
  throw new ResendError(500, "internal_server_error", message);
}

async function keep(
  deps: SandboxDeps,
  records: Records,
  fields: EmailFields,
  call: SendCall,
): Promise<{ id: string }> {
  const now = deps.clock();
  const id = randomUUID();
  const fate = fateOf(fields.recipients);
  const email: Email = {
    ...fields,
    id,
    messageId: `<${id}@sandbox.resend>`,
    idempotencyKey: call.idempotencyKey ?? null,
    lastEvent: fate,
    createdAt: now.toISOString(),
  };
  await records.put(EMAIL, id, email, now);
  await announce(deps, records, email, "sent");
  if (fate !== "bounced") await announce(deps, records, email, "delivered");
  if (fate !== "delivered") await announce(deps, records, email, fate);
  return { id };
}

/** Addresses that begin with `bounced` or `complained` meet that fate, all others are delivered. */
function fateOf(recipients: string[]): Email["lastEvent"] {
  if (recipients.some((to) => to.startsWith("bounced"))) return "bounced";
  return recipients.some((to) => to.startsWith("complained")) ? "complained" : "delivered";
}
