import type { Records } from "../store";
import { invalidRequest } from "./errors";
import { kinds } from "./objects";

type Body = Record<string, unknown>;

const MAX_EXPANSION = 4;

/** Fields that hold an id and may be expanded into the object. */
const expandable: Record<string, string> = {
  customer: kinds.customer,
  charge: kinds.charge,
  latest_charge: kinds.charge,
  payment_intent: kinds.paymentIntent,
  payment_method: kinds.paymentMethod,
  destination: kinds.account,
  source_transaction: kinds.charge,
  latest_invoice: kinds.invoice,
  invoice: kinds.invoice,
  subscription: kinds.subscription,
  default_payment_method: kinds.paymentMethod,
  product: kinds.product,
};

/** Fields of an invoice that are shown only where they are asked for. */
const includable = ["confirmation_secret", "payments"];

/**
 * A stored object as the API shows it: without the sandbox's own fields, and with addresses at
 * the origin of today, since a restart may bring another port.
 */
export function present(object: object, origin: string): Body {
  const shown: Body = Object.fromEntries(
    Object.entries(object).filter(([key]) => !key.startsWith("_")),
  );
  if (shown.object === "charge" && shown.paid)
    shown.receipt_url = `${origin}/_sandbox/receipts/${String(shown.id)}`;
  if (shown.object === "payment_intent") shown.next_action = nextAction(shown, origin);
  if (shown.object === "invoice") for (const field of includable) delete shown[field];
  return shown;
}

function nextAction(intent: Body, origin: string): unknown {
  const action = intent.next_action as { redirect_to_url?: object } | null;
  if (!action?.redirect_to_url) return action;
  const secret = encodeURIComponent(String(intent.client_secret));
  const url = `${origin}/_sandbox/3ds/${String(intent.id)}?client_secret=${secret}`;
  return { ...action, redirect_to_url: { ...action.redirect_to_url, url } };
}

/** Fields that Stripe shows to the holder of a client secret and a publishable key. */
const forBrowser = [
  "id",
  "object",
  "amount",
  "automatic_payment_methods",
  "canceled_at",
  "cancellation_reason",
  "capture_method",
  "client_secret",
  "confirmation_method",
  "created",
  "currency",
  "description",
  "last_payment_error",
  "livemode",
  "next_action",
  "payment_method",
  "payment_method_types",
  "processing",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "status",
];

/** The part of an intent that a browser may see: no metadata, customer or charge. */
export function presentToBrowser(intent: Body): Body {
  return Object.fromEntries(Object.entries(intent).filter(([key]) => forBrowser.includes(key)));
}

/** Replaces ids by objects along paths such as `latest_charge.customer` or `data.charge`. */
export async function expandPaths(
  body: Body,
  paths: string[],
  records: Records,
  origin: string,
): Promise<Body> {
  let expanded = body;
  for (const path of paths) {
    const fields = path.split(".");
    if (fields.length > MAX_EXPANSION)
      throw invalidRequest(`You cannot expand more than ${MAX_EXPANSION} levels (${path}).`, {
        param: "expand",
      });
    expanded = await expandPath(expanded, fields, path, records, origin);
  }
  return expanded;
}

async function expandPath(
  body: Body,
  [field = "", ...rest]: string[],
  whole: string,
  records: Records,
  origin: string,
): Promise<Body> {
  if (field === "data" && Array.isArray(body.data)) {
    const data = [];
    for (const item of body.data) data.push(await expandPath(item, rest, whole, records, origin));
    return { ...body, data };
  }
  const kind = expandable[field];
  const isIncludable = body.object === "invoice" && includable.includes(field);
  const held = isIncludable
    ? (await records.get<Body>(kinds.invoice, String(body.id)))?.[field]
    : body[field];
  const isPath = rest.length > 0 && typeof held === "object";
  if (held === undefined || !(kind || isIncludable || isPath)) {
    const message = `This property cannot be expanded (${whole}).`;
    throw invalidRequest(message, { param: "expand" });
  }
  const stored =
    kind && typeof held === "string" ? await records.get<object>(kind, held) : undefined;
  const object = stored ? present(stored, origin) : held;
  if (rest.length === 0 || object === null || typeof object !== "object")
    return { ...body, [field]: object };
  return { ...body, [field]: await expandPath(object as Body, rest, whole, records, origin) };
}
