/**
 * What may be true of sessions and their money, said once more and without a database: each verb's
 * outcome, and what it leaves behind. Times are epoch ms.
 */
import type { CancelReason, SessionState } from "./states";

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** An attempt at paying: how its intent stands at Stripe, and what we have heard of it. */
export type Attempt = {
  intentId: string;
  /** Counts the attempts of all sales, from 0. */
  nth: number;
  atStripe: "open" | "declined" | "action" | "processing" | "succeeded" | "canceled";
  heard: "pending" | "failed" | "canceled" | "completed";
  refund: Refund | null;
};

/** Money on its way back: what Stripe did, and what we have heard of it. */
export type Refund = {
  atStripe: "none" | "succeeded" | "failed";
  heard: "due" | "succeeded" | "failed";
};

export type Sale = {
  id: string;
  /** Indexes of the people. */
  reader: number;
  researcher: number;
  isCareful: boolean;
  priceCents: number;
  heldAt: number;
  holdUntil: number;
  startsAt: number;
  state: SessionState;
  reason: CancelReason | null;
  paidAt: number;
  answerBy: number;
  attempts: Attempt[];
  /** Seen rather than foretold: which host it was given, and whether a meeting is made. */
  host: string;
  hasLink: boolean;
};

export type Model = {
  begunAt: number;
  now: number;
  hosts: string[];
  sales: Sale[];
  heardEvents: Set<string>;
};

export const isLive = ({ state }: Sale) => state !== "canceled" && state !== "completed";
export const overlaps = (a: number, b: number) => Math.abs(a - b) < HOUR;
export const isOpen = ({ heard }: Attempt) => heard === "pending" || heard === "failed";

const at = (model: Model, startsAt: number, except?: Sale) =>
  model.sales.filter(
    (sale) => sale !== except && isLive(sale) && overlaps(sale.startsAt, startsAt),
  );

function isOffered(
  model: Model,
  researcher: number,
  startsAt: number,
  asOf: number,
  except?: Sale,
) {
  const isFree = !at(model, startsAt, except).some((sale) => sale.researcher === researcher);
  return isFree && startsAt - asOf >= 24 * HOUR;
}

const isReaderBusy = (model: Model, reader: number, startsAt: number, except?: Sale) =>
  at(model, startsAt, except).some((sale) => sale.reader === reader);

function isHostFree(model: Model, startsAt: number, except?: Sale) {
  const taken = at(model, startsAt, except).map(({ host }) => host);
  return model.hosts.some((host) => !taken.includes(host));
}

/** "held" for a new hold, the sale itself for one's own hold again, else the refusal. */
export function foretellHold(model: Model, reader: number, researcher: number, startsAt: number) {
  const own = at(model, startsAt).find((sale) => sale.reader === reader);
  const isSame = own?.researcher === researcher && own.startsAt === startsAt;
  if (own && isSame && own.state === "held" && own.holdUntil > model.now) return own;
  if (own) return "READER_BUSY";
  if (!isOffered(model, researcher, startsAt, model.now)) return "SLOT_UNAVAILABLE";
  const holds = model.sales.filter(
    (sale) => sale.reader === reader && (sale.state === "held" || sale.state === "expiring"),
  );
  if (holds.length >= 3) return "TOO_MANY_HOLDS";
  return isHostFree(model, startsAt) ? "held" : "NO_MEETING_HOST";
}

/** "new" or "same" for the attempt that is opened, else the refusal. */
export function open(model: Model, sale: Sale): string {
  if (sale.state !== "held" || sale.holdUntil <= model.now) {
    const isOver =
      sale.state === "held" || sale.state === "expiring" || sale.reason === "hold_expired";
    return isOver ? "HOLD_EXPIRED" : "WRONG_STATE";
  }
  const latest = sale.attempts.at(-1);
  if (!latest || !isOpen(latest)) return "new";
  if (latest.atStripe !== "succeeded") return "same";
  settle(model, sale, latest);
  return "WRONG_STATE";
}

/** Our look at an intent, for whatever reason we look. */
export function settle(model: Model, sale: Sale, attempt: Attempt): string {
  switch (attempt.atStripe) {
    case "succeeded":
      return settleSuccess(model, sale, attempt);
    case "canceled":
      if (attempt.heard === "completed") return "unchanged";
      attempt.heard = "canceled";
      if (sale.state === "expiring") finishRelease(sale);
      return "canceled";
    case "declined":
      if (!isOpen(attempt)) return "unchanged";
      attempt.heard = "failed";
      return "failed";
    default:
      return "unchanged";
  }
}

function settleSuccess(model: Model, sale: Sale, attempt: Attempt): string {
  if (attempt.heard === "completed") return "unchanged";
  attempt.heard = "completed";
  if (isSold(model, sale)) {
    sale.reason = null;
    sale.paidAt = model.now;
    sale.state = sale.isCareful ? "requested" : "confirmed";
    if (sale.isCareful) sale.answerBy = answerBy(sale);
    return sale.state;
  }
  owe(attempt);
  if (sale.state === "held" || sale.state === "expiring") {
    sale.reason ??= "hold_expired";
    sale.state = "expiring";
    finishRelease(sale);
  }
  return "refunded";
}

/** Whether money that has come now buys the session. */
function isSold(model: Model, sale: Sale): boolean {
  const { researcher, reader, startsAt } = sale;
  // A careful researcher needs until 12 hours before to answer.
  if (startsAt - (sale.isCareful ? 12 * HOUR : 0) <= model.now) return false;
  if (sale.state === "held") return true;
  if (sale.state === "expiring") return sale.reason === "hold_expired";
  return (
    sale.state === "canceled" &&
    sale.reason === "hold_expired" &&
    isOffered(model, researcher, startsAt, sale.heldAt, sale) &&
    !isReaderBusy(model, reader, startsAt, sale) &&
    isHostFree(model, startsAt, sale)
  );
}

const answerBy = ({ paidAt, startsAt }: Sale) => Math.min(paidAt + 48 * HOUR, startsAt - 12 * HOUR);

function end(sale: Sale, reason: CancelReason): string {
  sale.state = "canceled";
  sale.reason = reason;
  for (const attempt of sale.attempts) {
    if (attempt.heard === "completed") owe(attempt);
  }
  return "canceled";
}

function owe(attempt: Attempt): void {
  attempt.refund ??= { atStripe: "none", heard: "due" };
}

/** What is due goes out. */
export function sendRefunds({ sales }: Model): void {
  for (const { refund } of sales.flatMap(({ attempts }) => attempts)) {
    if (refund?.heard === "due")
      Object.assign(refund, { atStripe: "succeeded", heard: "succeeded" });
  }
}

/** Our look at a refund that was sent. */
export function hearRefund({ refund }: Attempt): void {
  if (refund?.atStripe === "failed") refund.heard = "failed";
}

function finishRelease(sale: Sale): void {
  if (!sale.attempts.some(isOpen)) end(sale, sale.reason ?? "hold_expired");
}

function release(model: Model, sale: Sale): void {
  for (const attempt of sale.attempts.filter(isOpen)) {
    giveUp(model, sale, attempt);
  }
  if (sale.state === "expiring") finishRelease(sale);
}

/** A hold whose time is up ends, unless it has become a booking. */
export function expire(model: Model, sale: Sale): void {
  if (sale.state === "held" && sale.holdUntil <= model.now)
    Object.assign(sale, { state: "expiring", reason: "hold_expired" });
  if (sale.state === "expiring") release(model, sale);
}

export function accept(model: Model, sale: Sale): string {
  if (sale.state !== "requested") return "WRONG_STATE";
  if (sale.answerBy <= model.now) return "ANSWER_DEADLINE_PASSED";
  sale.state = "confirmed";
  return sale.state;
}

export const decline = (sale: Sale): string =>
  sale.state === "requested" ? end(sale, "request_declined") : "WRONG_STATE";

export function cancel(model: Model, sale: Sale, by: "reader" | "researcher"): string {
  if (sale.state === "held" && by === "reader") {
    sale.state = "expiring";
    sale.reason = "reader_canceled";
    sale.holdUntil = sale.heldAt;
    release(model, sale);
    return sale.state;
  }
  if (sale.state === "requested") {
    return end(sale, by === "reader" ? "request_withdrawn" : "request_declined");
  }
  if (sale.state !== "confirmed" || sale.startsAt <= model.now) return "WRONG_STATE";
  if (by === "reader" && model.now > sale.startsAt - 24 * HOUR) return "CANCELLATION_WINDOW_CLOSED";
  return end(sale, by === "reader" ? "reader_canceled" : "researcher_canceled");
}

export function reschedule(model: Model, sale: Sale, startsAt: number): string {
  if (sale.state !== "confirmed" && sale.state !== "requested") return "WRONG_STATE";
  if (model.now > sale.startsAt - 24 * HOUR) return "CANCELLATION_WINDOW_CLOSED";
  if (startsAt === sale.startsAt) return "INVALID_INPUT";
  if (!isOffered(model, sale.researcher, startsAt, model.now, sale)) return "SLOT_UNAVAILABLE";
  if (isReaderBusy(model, sale.reader, startsAt, sale)) return "READER_BUSY";
  if (!isHostFree(model, startsAt, sale)) return "NO_MEETING_HOST";
  sale.startsAt = startsAt;
  if (sale.state === "requested") sale.answerBy = answerBy(sale);
  return sale.state;
}

/** The bank will not have it any more, other than what has succeeded or is on its way. */
function giveUp(model: Model, sale: Sale, attempt: Attempt): void {
  const isUnderWay = attempt.atStripe === "succeeded" || attempt.atStripe === "processing";
  if (!isUnderWay) attempt.atStripe = "canceled";
  settle(model, sale, attempt);
}

/** Everything is compared with Stripe: intents, newest first; then attempts left open; then refunds. */
export function reconcile(model: Model): void {
  const all = model.sales.flatMap((sale) => sale.attempts.map((attempt) => ({ sale, attempt })));
  const byAge = all.toSorted((a, b) => a.attempt.nth - b.attempt.nth);
  for (const { sale, attempt } of byAge.toReversed()) {
    if (isNews(attempt)) settle(model, sale, attempt);
    else if (attempt.heard === "canceled" && isPayable(attempt)) giveUp(model, sale, attempt);
  }
  const leftOpen = byAge.filter(({ sale, attempt }) => isOpen(attempt) && !isHeld(model, sale));
  for (const { sale, attempt } of leftOpen) {
    giveUp(model, sale, attempt);
    expire(model, sale);
  }
  sendRefunds(model);
  for (const { attempt } of all) hearRefund(attempt);
}

const isHeld = ({ now }: Model, { state, holdUntil }: Sale) => state === "held" && holdUntil > now;
const isPayable = ({ atStripe }: Attempt) => ["open", "declined", "action"].includes(atStripe);

function isNews({ atStripe, heard }: Attempt): boolean {
  if (heard === "completed") return false;
  if (atStripe === "declined") return heard === "pending";
  return atStripe === "succeeded" || (atStripe === "canceled" && heard !== "canceled");
}

/** Every timer that is due, in the order of the sweep. */
export function sweep(model: Model): void {
  const { now, sales } = model;
  for (const sale of sales.filter(({ holdUntil }) => holdUntil <= now)) expire(model, sale);
  for (const sale of sales) {
    if (sale.state === "requested" && sale.answerBy <= now) end(sale, "request_unanswered");
  }
  for (const sale of sales.filter(({ state }) => state === "confirmed")) {
    if (sale.startsAt <= now && !sale.hasLink) end(sale, "meeting_unavailable");
    else if (sale.startsAt + HOUR <= now) sale.state = "completed";
  }
}
