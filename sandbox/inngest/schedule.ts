import { makeCall } from "./calls";
import type { Engine, Job } from "./context";
import { dispatchEvents } from "./dispatch";
import { resolveTimer, type StepState } from "./runs";
import { fireDueCrons } from "./ticks";

/** Only one process at a time hands out leases, so that concurrency limits hold. */
const LEASE_LOCK = 7_201_116;
const POLL_MS = 250;
const MAX_PARALLEL_CALLS = 16;
const CANDIDATES = 200;

/** The worker: dispatches events, fires crons, ends timers and calls the app when calls are due. */
export class Schedule {
  readonly #calls = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #loop: Promise<void> | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #stopped = false;
  #woken = false;
  #interrupt: () => void = () => {};

  constructor(private readonly engine: Engine) {}

  start(): void {
    this.#loop ??= this.#run();
    this.#heartbeat ??= setInterval(() => void this.#renewLeases(), this.engine.leaseMs / 3);
  }

  wake(): void {
    this.#woken = true;
    this.#interrupt();
  }

  /** Calls now being made. */
  get running(): number {
    return this.#calls.size;
  }

  /**
   * Stops once the calls now being made have been answered, or hands them back when they take longer
   * than `graceMs`. With `abandon` it stops as a crash would: leases stay until they run out.
   */
  async stop({ abandon = false, graceMs = 3000 } = {}): Promise<void> {
    this.#stopped = true;
    if (abandon) this.#abort.abort();
    this.wake();
    await this.#loop;
    const grace = setTimeout(() => this.#abort.abort(), graceMs);
    await Promise.all(this.#calls.values());
    clearTimeout(grace);
    clearInterval(this.#heartbeat);
    if (!abandon) await releaseLeases(this.engine);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      try {
        const done = await this.#turn();
        if (done > 0) continue;
      } catch (error) {
        this.engine.log.error({ err: error }, "the engine's turn failed");
      }
      if (!this.#woken && !this.#stopped) await this.#pause();
    }
  }

  async #turn(): Promise<number> {
    const due = await this.#lookAround();
    const dispatched = due.events ? await dispatchEvents(this.engine) : 0;
    const fired = due.crons ? await fireDueCrons(this.engine) : 0;
    const ended = due.timers ? await this.#endTimers() : 0;
    // What has just been dispatched, fired and ended leads to calls.
    const mayCall = due.calls || dispatched + fired + ended > 0;
    const jobs = mayCall && !this.#stopped ? await this.#leaseCalls() : [];
    for (const job of jobs) this.#makeCall(job);
    return dispatched + fired + ended + jobs.length;
  }

  /** What a turn would find: one question, because most turns find little. */
  async #lookAround() {
    const { sql, now } = this.engine;
    const at = now();
    const [due] = await sql<Record<"events" | "crons" | "timers" | "calls", boolean>[]>`
      select
        exists (select from inngest.event where not dispatched) as events,
        exists (select from inngest.cron where next_at <= ${at}) as crons,
        exists (select from inngest.job where kind <> 'call' and due_at <= ${at}) as timers,
        exists (select from inngest.job where kind = 'call' and due_at <= ${at}
          and (leased_until is null or leased_until < clock_timestamp())) as calls`;
    if (!due) throw new Error("looking around gave no row");
    return due;
  }

  #makeCall(job: Job): void {
    const call = makeCall(this.engine, job, this.#abort.signal)
      .catch((error) => {
        if (!this.#abort.signal.aborted)
          this.engine.log.error({ err: error, run: job.run_id }, "a call failed");
      })
      .finally(() => {
        this.#calls.delete(job.id);
        this.wake();
      });
    this.#calls.set(job.id, call);
  }

  async #endTimers(): Promise<number> {
    const due = await this.engine.sql<Job[]>`
      select id, run_id, kind, step_id from inngest.job
      where kind <> 'call' and due_at <= ${this.engine.now()} order by due_at limit ${CANDIDATES}`;
    for (const timer of due)
      await this.engine.sql.begin((tx) => resolveTimer(this.engine, tx, timer, outcome(timer)));
    return due.length;
  }

  async #leaseCalls(): Promise<Job[]> {
    const free = MAX_PARALLEL_CALLS - this.#calls.size;
    if (free <= 0) return [];
    const { sql, holder, leaseMs, now } = this.engine;
    return sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${LEASE_LOCK})`;
      const places = await tx<{ slot: string; taken: number; places: number }[]>`
        select slot.name as slot, count(*)::int as taken, min(slot.places) as places
        from inngest.job, unnest(slots, slot_limits) as slot(name, places)
        where leased_until >= clock_timestamp() group by slot.name`;
      const full = places.filter(({ taken, places }) => taken >= places).map(({ slot }) => slot);
      const due = await tx<Job[]>`
        select id, slots, slot_limits from inngest.job
        where kind = 'call' and due_at <= ${now()} and id <> all(${[...this.#calls.keys()]}::bigint[])
          and (leased_until is null or leased_until < clock_timestamp())
          and not slots && ${full}::text[]
        order by due_at, id limit ${CANDIDATES}`;
      const chosen = chooseWithinLimits(
        due,
        free,
        new Map(places.map(({ slot, taken }) => [slot, taken])),
      );
      if (chosen.length === 0) return [];
      const leased = await tx<Job[]>`
        update inngest.job set leased_by = ${holder},
          leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
        where id in ${tx(chosen)} returning *`;
      return [...leased];
    });
  }

  async #renewLeases(): Promise<void> {
    const ids = [...this.#calls.keys()];
    if (ids.length === 0 || this.#abort.signal.aborted) return;
    const { sql, holder, leaseMs, log } = this.engine;
    try {
      await sql`
        update inngest.job
        set leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
        where id in ${sql(ids)} and leased_by = ${holder}`;
    } catch (error) {
      log.warn({ err: error }, "leases could not be renewed");
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.#interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Those that fit together: jobs chosen in the same turn count against each other's limits. */
function chooseWithinLimits(due: Job[], free: number, taken: Map<string, number>): string[] {
  const chosen: string[] = [];
  for (const job of due) {
    if (chosen.length >= free) break;
    const fits = job.slots.every(
      (slot, index) => (taken.get(slot) ?? 0) < (job.slot_limits[index] ?? 0),
    );
    if (!fits) continue;
    for (const slot of job.slots) taken.set(slot, (taken.get(slot) ?? 0) + 1);
    chosen.push(job.id);
  }
  return chosen;
}

function outcome(timer: Job): StepState {
  // A sleep that is over and a wait that timed out both come back as null.
  if (timer.kind !== "invoke") return { data: null };
  const message = "the invoked function did not finish in time";
  return { error: { name: "InngestInvokeTimeoutError", message } };
}

async function releaseLeases({ sql, holder }: Engine): Promise<void> {
  await sql`
    update inngest.job set leased_until = null, leased_by = null where leased_by = ${holder}`;
}
