import { z } from "zod";
import { services } from "./deps";

const call = {
  service: z.enum(services),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(),
  /** A path with `*` for any run of characters, e.g. `/v1/refunds*`. */
  path: z.string().startsWith("/").optional(),
  times: z.int().min(1).max(10_000).default(1),
};
const webhook = {
  service: z.enum(services),
  times: z.int().min(1).max(10_000).default(1),
};
const milliseconds = z.int().min(1).max(600_000);
/** A webhook can be as late as it is retried for: three days. */
const lateness = z
  .int()
  .min(1)
  .max(3 * 24 * 60 * 60 * 1000);

/** What `POST /_sandbox/faults` takes; unknown fields are refused by name. */
export const FaultInput = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("status"),
    ...call,
    status: z.literal([429, 500, 503]),
    retryAfterSeconds: z.int().min(0).max(600).default(1),
  }),
  z.strictObject({
    kind: z.literal("keptFailure"),
    ...call,
    service: z.literal("stripe"),
    method: z.literal("POST").optional(),
    /** Whether the call is carried out before it fails. */
    done: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal("timeout"), ...call }),
  z.strictObject({ kind: z.literal("cutBefore"), ...call }),
  z.strictObject({ kind: z.literal("cutAfter"), ...call }),
  z.strictObject({ kind: z.literal("delay"), ...call, delayMs: milliseconds }),
  z.strictObject({ kind: z.literal("delayAnswer"), ...call, delayMs: milliseconds }),
  z.strictObject({ kind: z.literal("webhookDrop"), ...webhook }),
  z.strictObject({
    kind: z.literal("webhookDuplicate"),
    ...webhook,
    copies: z.int().min(2).max(20).default(2),
  }),
  z.strictObject({ kind: z.literal("webhookDelay"), ...webhook, delayMs: lateness }),
  z.strictObject({
    kind: z.literal("webhookShuffle"),
    service: z.enum(services),
    windowMs: milliseconds,
  }),
  z.strictObject({ kind: z.literal("webhookHold"), service: z.enum(services) }),
]);
export type FaultInput = z.infer<typeof FaultInput>;
export type Fault = FaultInput & { id: string };
/** One that the service itself meets, once the call has begun. */
type InnerFault = Extract<Fault, { kind: "keptFailure" }>;
export type CallFault = Exclude<Extract<Fault, { method?: unknown }>, InnerFault>;

/** What is to happen to one webhook about to be sent. */
export type DeliveryPlan = { send: number } | { delayMs: number };

/** The fault switch: kept in memory only, so a restart clears it. */
export class Faults {
  #faults: Fault[] = [];
  #nextId = 1;
  /** What ends each of the delays that are under way. */
  readonly #delays = new Set<() => void>();

  add(input: FaultInput): Fault {
    const fault = { ...input, id: `fault_${this.#nextId++}` };
    this.#faults.push(fault);
    return fault;
  }

  list(): Fault[] {
    return [...this.#faults];
  }

  /** Removes one fault, or all of them and the delays under way; says how many faults went. */
  clear(id?: string): number {
    const before = this.#faults.length;
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
    if (id === undefined) for (const end of this.#delays) end();
    return before - this.#faults.length;
  }

  /** Resolves after so long, or once all faults are cleared. */
  delay(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#delays.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#delays.add(end);
    });
  }

  /** The fault that meets this call, if any; it counts as used. */
  takeForCall(service: string, method: string, path: string): CallFault | undefined {
    const fault = this.#faults.find(
      (fault): fault is CallFault =>
        !fault.kind.startsWith("webhook") &&
        fault.kind !== "keptFailure" &&
        fault.service === service &&
        (!("method" in fault) || fault.method === undefined || fault.method === method) &&
        (!("path" in fault) || fault.path === undefined || matches(fault.path, path)),
    );
    if (fault) this.#use(fault);
    return fault;
  }

  /** The failure that a call to Stripe meets once it has begun, if any; it counts as used. */
  takeKeptFailure(path: string): InnerFault | undefined {
    const fault = this.#faults.find(
      (fault): fault is InnerFault =>
        fault.kind === "keptFailure" && (fault.path === undefined || matches(fault.path, path)),
    );
    if (fault) this.#use(fault);
    return fault;
  }

  /** How often to send the next webhook of this service (0: it is lost), or how much later. */
  takeForDelivery(service: string): DeliveryPlan {
    const fault = this.#faults.find(
      (fault) =>
        fault.service === service &&
        (fault.kind === "webhookDrop" ||
          fault.kind === "webhookDuplicate" ||
          fault.kind === "webhookDelay"),
    );
    if (!fault || !("times" in fault)) return { send: 1 };
    this.#use(fault);
    if (fault.kind === "webhookDelay") return { delayMs: fault.delayMs };
    return { send: fault.kind === "webhookDuplicate" ? fault.copies : 0 };
  }

  /** Services whose webhooks are collected until they are released. */
  heldServices(): string[] {
    return this.#faults.filter((fault) => fault.kind === "webhookHold").map((f) => f.service);
  }

  endHold(service: string): void {
    this.#faults = this.#faults.filter(
      (fault) => !(fault.kind === "webhookHold" && fault.service === service),
    );
  }

  /** For how long this service's webhooks are gathered before they go out in another order. */
  shuffleWindowMs(service: string): number | undefined {
    const fault = this.#faults.find((f) => f.kind === "webhookShuffle" && f.service === service);
    return fault?.kind === "webhookShuffle" ? fault.windowMs : undefined;
  }

  #use(fault: Fault & { times: number }): void {
    fault.times -= 1;
    if (fault.times <= 0) this.clear(fault.id);
  }
}

function matches(pattern: string, path: string): boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`).test(path);
}
