import { setMaxListeners } from "node:events";
import { setTimeout } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { Client } from "./client";
import { Inflictor } from "./inflict";
import { findViolations, type Violation } from "./invariants/check";
import { type Outcome, pickSlot, travel } from "./journey";
import { Later } from "./later";
import { PASSWORD, type Profile, readerEmail, seedPeople } from "./people";
import { Person } from "./person";
import { drawPlan, type Encounter, type Plan } from "./plan";
import type { Report } from "./report";
import { SandboxControls } from "./sandbox-controls";
import { settle } from "./settle";
import { FragileStack } from "./stack";
import { StripeBrowser } from "./stripe-browser";
import { Tally } from "./tally";

const PATIENCE_MS = 90_000;
/** The stand-ins' own controls are asked once: letting held webhooks go takes as long as the application does for each. */
const CONTROLS_MS = 600_000;
const CHECK_EVERY_MS = 4_000;
/** Encounters that are under way at a time. */
const AT_ONCE = 20;

export type CampaignOptions = {
  bookings: number;
  seed: number;
  dataDir: string;
  /** Told of each stage of the campaign. */
  tell: (stage: string) => void;
};

/** One campaign: the plan is carried out, everything settles, and the invariants are checked. */
export class Campaign {
  readonly stack: FragileStack;
  readonly #plan: Plan;
  readonly #end = new AbortController();
  readonly #repeated = new Tally();
  readonly #inflicted = new Tally();
  readonly #outcomes: Outcome[] = [];
  readonly #violations: Violation[] = [];
  readonly #client = new Client(this.#repeated, PATIENCE_MS, this.#end.signal);
  readonly #controls: SandboxControls;
  readonly #stripe: StripeBrowser;
  readonly #later = new Later();
  readonly #inflictor: Inflictor;
  readonly #people = new Map<string, Person>();
  readonly #startedAt = new Date();
  #profiles: Profile[] = [];

  constructor(private readonly options: CampaignOptions) {
    this.#plan = drawPlan(options.bookings, options.seed);
    this.stack = new FragileStack(options.dataDir, (part) =>
      this.#inflicted.count(`${part} ended by itself`),
    );
    // Every call under way listens for the end.
    setMaxListeners(0, this.#end.signal);
    const sandbox = () => this.stack.addresses.sandbox;
    const patient = new Client(this.#repeated, CONTROLS_MS, this.#end.signal, CONTROLS_MS);
    this.#controls = new SandboxControls(patient, sandbox);
    this.#stripe = new StripeBrowser(this.#client, sandbox);
    this.#inflictor = new Inflictor({
      stack: this.stack,
      controls: this.#controls,
      later: this.#later,
      inflicted: this.#inflicted,
    });
  }

  /** Runs to the end, or to the first violation. Call `stack.stop` afterwards, also when it throws. */
  async run(): Promise<Report> {
    const { tell } = this.options;
    const begunAt = performance.now();
    tell("starting PostgreSQL, the stand-ins and the application");
    await this.stack.start(async (databaseUrl) => {
      this.#profiles = await seedPeople(databaseUrl, this.#plan);
    });
    const sql = postgres(this.stack.addresses.database, { max: 2, onnotice() {} });
    try {
      await this.#book(sql);
      if (this.#violations.length === 0) await this.#settle(sql);
      return await this.#report(sql, begunAt);
    } finally {
      await sql.end({ timeout: 5 });
    }
  }

  async #book(sql: Sql): Promise<void> {
    const { tell, bookings } = this.options;
    tell(`${bookings} bookings by ${this.#plan.readers} readers`);
    const waiting = [...this.#plan.encounters];
    const faults: Promise<void>[] = [];
    const work = async () => {
      while (!this.#end.signal.aborted) {
        const next = waiting.shift();
        if (!next) return;
        for (const fault of next.faults)
          faults.push(this.#watched("a fault", () => this.#inflictor.inflict(fault)));
        await this.#meet(next);
      }
    };
    const watching = this.#watch(sql);
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await Promise.all(faults);
    await this.#inflictor.whole();
    watching.stop();
    await watching.ended;
  }

  /** All who want one time, at once. */
  async #meet(encounter: Encounter): Promise<void> {
    const profile = this.#profiles[encounter.researcher];
    const [first] = encounter.journeys;
    if (!profile || !first || this.#end.signal.aborted) return;
    const now = () => this.stack.clock.now();
    await this.#watched(`booking ${first.number}`, async () => {
      const reader = this.#person(readerEmail(first.reader));
      const slot = await pickSlot(reader, profile, { now: now(), ...encounter });
      if (!slot) {
        for (const _ of encounter.journeys) this.#outcomes.push({ refused: "no time is free" });
        return;
      }
      await Promise.all(
        encounter.journeys.map(async (journey) => {
          const outcome = await travel(
            {
              journey,
              profile,
              now,
              reader: this.#person(readerEmail(journey.reader)),
              researcher: this.#person(profile.email),
              stripe: this.#stripe,
              later: this.#later,
              killApp: () => this.#inflictor.killAfterPayment(),
            },
            slot,
          );
          this.#outcomes.push(outcome);
        }),
      );
    });
  }

  async #settle(sql: Sql): Promise<void> {
    await this.#watched("settling", async () => {
      await settle({
        stack: this.stack,
        controls: this.#controls,
        later: this.#later,
        sql,
        startedAt: this.#startedAt,
        tell: this.options.tell,
      });
    });
    if (this.#end.signal.aborted) return;
    this.options.tell("checking the invariants");
    this.#violations.push(...(await findViolations(sql, this.stack.clock.now(), "settled")));
  }

  /** Looks for violations while bookings go on. */
  #watch(sql: Sql): { stop: () => void; ended: Promise<void> } {
    const stopped = new AbortController();
    const ended = (async () => {
      while (!stopped.signal.aborted && !this.#end.signal.aborted) {
        // PostgreSQL may be on its way back.
        const found = await findViolations(sql, this.stack.clock.now(), "always").catch(() => []);
        if (found.length > 0) this.#stopAt(...found);
        await setTimeout(CHECK_EVERY_MS, undefined, { signal: stopped.signal }).catch(() => {});
      }
    })();
    return { stop: () => stopped.abort(), ended };
  }

  /** What a client cannot get done is a violation too. */
  async #watched(subject: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#end.signal.aborted) return;
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      const invariant = `every request comes to something (${name})`;
      this.#stopAt({ invariant, subject, found: message });
    }
  }

  /** The first violation ends the campaign, with all parts as they are. */
  #stopAt(...found: Violation[]): void {
    this.#violations.push(...found);
    this.#end.abort();
  }

  #person(email: string): Person {
    const known = this.#people.get(email);
    if (known) return known;
    const person = new Person(email, PASSWORD, this.#client, () => this.stack.addresses.app);
    this.#people.set(email, person);
    return person;
  }

  async #report(sql: Sql, begunAt: number): Promise<Report> {
    const { bookings, seed } = this.options;
    return {
      bookings,
      seed,
      outcomes: await this.#countOutcomes(sql),
      faults: this.#inflicted.entries(),
      repeated: this.#repeated.entries(),
      violations: this.#violations,
      seconds: (performance.now() - begunAt) / 1000,
      movedHours: this.stack.clock.aheadMs / 3_600_000,
    };
  }

  async #countOutcomes(sql: Sql): Promise<[string, number][]> {
    const states = new Map(
      (
        await sql<{ id: string; state: string }[]>`
          select id, concat_ws(', ', state, replace(cancel_reason::text, '_', ' ')) as state
          from sessions`
      ).map(({ id, state }) => [id, state]),
    );
    const tally = new Tally();
    for (const outcome of this.#outcomes) {
      const name =
        "refused" in outcome
          ? `refused, ${outcome.refused}`
          : (states.get(outcome.sessionId) ?? "session lost");
      tally.count(name);
    }
    return tally.entries();
  }
}
