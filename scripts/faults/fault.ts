import type { Draw } from "./draw";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A body of `POST /_sandbox/faults`. */
export type Switched = { service: string; kind: string } & Record<string, unknown>;

/** One thing that goes wrong; `name` is its line in the report. */
export type Fault = { name: string } & (
  | { does: "switch"; set: Switched }
  | { does: "killApp" }
  /** Kills the application while this call's effect has happened and its answer has not arrived. */
  | { does: "killAfterCall"; set: Switched }
  /** Kills the application while the engine is calling it. */
  | { does: "killInStep" }
  | { does: "restartSandbox" }
  | { does: "restartPostgres"; how: "stop" | "crash" }
  | { does: "moveClock"; ms: number }
  /** Webhooks are collected, and then sent in another order, several times. */
  | { does: "shuffleWebhooks"; copies: number; seed: number }
);

const kinds = {
  call: 56,
  webhook: 26,
  shuffle: 3,
  clockMinutes: 6,
  clockHours: 2,
  killApp: 1.2,
  killAfterCall: 1.8,
  killInStep: 1,
  restartSandbox: 1.2,
  stopPostgres: 0.6,
  crashPostgres: 0.6,
};

export function drawFault(draw: Draw): Fault {
  switch (draw.weighted(kinds)) {
    case "call":
      return drawCallFault(draw);
    case "webhook":
      return drawWebhookFault(draw);
    case "shuffle":
      return {
        name: "webhooks shuffled and repeated",
        does: "shuffleWebhooks",
        copies: draw.whole(1, 3),
        seed: draw.whole(1, 1_000_000),
      };
    case "clockMinutes":
      return {
        name: "clock moved by minutes",
        does: "moveClock",
        ms: draw.whole(1, 20) * MINUTE_MS,
      };
    case "clockHours":
      return { name: "clock moved by hours", does: "moveClock", ms: draw.whole(1, 6) * HOUR_MS };
    case "killApp":
      return { name: "app killed at any moment", does: "killApp" };
    case "killAfterCall":
      return drawKillAfterCall(draw);
    case "killInStep":
      return { name: "app killed in a job's step", does: "killInStep" };
    case "restartSandbox":
      return { name: "job engine killed", does: "restartSandbox" };
    case "stopPostgres":
      return { name: "PostgreSQL restarted", does: "restartPostgres", how: "stop" };
    case "crashPostgres":
      return { name: "PostgreSQL crashed", does: "restartPostgres", how: "crash" };
  }
}

/** The calls that the product makes, and how often faults are aimed at each. */
const targets = {
  "stripe POST /v1/payment_intents": 4,
  "stripe POST /v1/payment_intents/*/cancel": 2,
  "stripe POST /v1/payment_intents/*/confirm": 2,
  "stripe GET /v1/payment_intents/*": 4,
  "stripe POST /v1/customers": 1,
  "stripe POST /v1/refunds": 3,
  "zoom POST /zoom/oauth/token": 1,
  "zoom POST /zoom/v2/users/*/meetings": 4,
  "zoom GET /zoom/v2/users/*/meetings": 1,
  "zoom PATCH /zoom/v2/meetings/*": 2,
  "zoom DELETE /zoom/v2/meetings/*": 3,
  "resend POST /resend/emails": 6,
  "inngest POST /e/*": 3,
};
type Target = keyof typeof targets;

const failures = {
  tooMany: 4,
  internalError: 5,
  unavailable: 3,
  noAnswer: 1.5,
  cutBefore: 5,
  cutAfter: 7,
  slow: 3,
};
const STATUS = { tooMany: 429, internalError: 500, unavailable: 503 } as const;

function drawCallFault(draw: Draw): Fault {
  const at = aim(draw.weighted(targets));
  const failure = draw.weighted(failures);
  // The SDKs repeat some calls by themselves: one failure may go unseen, four never do.
  const times = draw.among([1, 1, 1, 1, 2, 2, 3, 4]);
  const fault = (what: string, set: { kind: string } & Record<string, unknown>): Fault => ({
    name: `${at.service}: ${what}`,
    does: "switch",
    set: { ...at, ...set },
  });
  switch (failure) {
    case "tooMany":
    case "internalError":
    case "unavailable":
      return fault(String(STATUS[failure]), { kind: "status", status: STATUS[failure], times });
    case "noAnswer":
      return fault("no answer", { kind: "timeout" });
    case "cutBefore":
      return fault("cut before acting", { kind: failure, times });
    case "cutAfter":
      return fault("cut after acting", { kind: failure, times });
    case "slow":
      return fault("slow", { kind: "delay", delayMs: draw.whole(200, 2_500) });
  }
}

function drawWebhookFault(draw: Draw): Fault {
  const service = "stripe";
  const times = draw.whole(1, 3);
  switch (draw.weighted({ lost: 4, repeated: 3, minutes: 2, hours: 2 })) {
    case "lost":
      return {
        name: "webhooks lost",
        does: "switch",
        set: { service, kind: "webhookDrop", times },
      };
    case "repeated":
      return {
        name: "webhooks repeated",
        does: "switch",
        set: { service, kind: "webhookDuplicate", times, copies: draw.whole(2, 4) },
      };
    case "minutes":
      return {
        name: "webhooks late by minutes",
        does: "switch",
        set: { service, kind: "webhookDelay", times, delayMs: draw.whole(1, 30) * MINUTE_MS },
      };
    case "hours":
      return {
        name: "webhooks late by hours",
        does: "switch",
        set: { service, kind: "webhookDelay", times, delayMs: draw.whole(1, 36) * HOUR_MS },
      };
  }
}

const WRITES = {
  "stripe POST /v1/payment_intents": 3,
  "stripe POST /v1/payment_intents/*/cancel": 2,
  "stripe POST /v1/refunds": 3,
  "zoom POST /zoom/v2/users/*/meetings": 4,
  "zoom DELETE /zoom/v2/meetings/*": 2,
  "resend POST /resend/emails": 4,
  "inngest POST /e/*": 2,
} satisfies Partial<Record<Target, number>>;

function drawKillAfterCall(draw: Draw): Fault {
  const target = aim(draw.weighted(WRITES));
  return {
    name: `app killed before ${target.service}'s answer`,
    does: "killAfterCall",
    set: { ...target, kind: "delayAnswer", delayMs: 5_000 },
  };
}

function aim(target: Target): { service: string; method: string; path: string } {
  const [service = "", method = "", path = ""] = target.split(" ");
  return { service, method, path };
}
