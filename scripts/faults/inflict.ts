import type { Fault, Switched } from "./fault";
import type { Later } from "./later";
import type { SandboxControls } from "./sandbox-controls";
import type { FragileStack } from "./stack";
import type { Tally } from "./tally";

const LOOK_EVERY_MS = 40;
/** How long a kill waits for its moment; after that it comes at any moment. */
const MOMENT_MS = 4_000;
const HELD_MS = 1_500;

type Surroundings = {
  stack: FragileStack;
  controls: SandboxControls;
  later: Later;
  /** Faults by name. */
  inflicted: Tally;
};

/** Makes things go wrong. Parts are killed and started one after the other; all else happens at any time. */
export class Inflictor {
  #breaking: Promise<void> = Promise.resolve();

  constructor(private readonly around: Surroundings) {}

  /** Resolves once the fault has been set or has happened. */
  async inflict(fault: Fault): Promise<void> {
    const { stack, controls, later, inflicted } = this.around;
    inflicted.count(fault.name);
    switch (fault.does) {
      case "switch":
        await controls.setFault(fault.set);
        return;
      case "shuffleWebhooks":
        return this.#shuffle(fault.copies, fault.seed);
      case "moveClock":
        await stack.clock.advance(fault.ms);
        return later.run(stack.clock.now());
      case "killApp":
        return this.#inTurn(() => this.#restartApp());
      case "killAfterCall":
        return this.#inTurn(() => this.#killAfterCall(fault.set));
      case "killInStep":
        return this.#inTurn(async () => {
          await this.#until(async () => (await controls.load()).running > 0);
          await this.#restartApp();
        });
      case "restartSandbox":
        return this.#inTurn(async () => {
          await stack.kill("sandbox");
          await stack.revive("sandbox");
        });
      case "restartPostgres":
        return this.#inTurn(() => stack.restartPostgres(fault.how));
    }
  }

  /** Kills the application at once, between a reader's payment and its confirmation; it is back some time later. */
  async killAfterPayment(): Promise<void> {
    this.around.inflicted.count("app killed between payment and confirmation");
    await new Promise<void>((resolve, reject) => {
      this.#inTurn(async () => {
        await this.around.stack.kill("app");
        resolve();
        await this.around.stack.revive("app");
      }).catch(reject);
    });
  }

  /** Resolves when whatever was broken works again. */
  async whole(): Promise<void> {
    await this.#breaking;
  }

  async #shuffle(copies: number, seed: number): Promise<void> {
    const { controls } = this.around;
    await controls.setFault({ service: "stripe", kind: "webhookHold" });
    await new Promise((resolve) => setTimeout(resolve, HELD_MS));
    await controls.releaseWebhooks(copies, seed);
  }

  async #killAfterCall(set: Switched): Promise<void> {
    const { controls } = this.around;
    const id = await controls.setFault(set);
    await this.#until(() => controls.isUsed(id));
    await this.#restartApp();
    await controls.clearFaults(id);
  }

  async #restartApp(): Promise<void> {
    await this.around.stack.kill("app");
    await this.around.stack.revive("app");
  }

  async #until(moment: () => Promise<boolean>): Promise<void> {
    for (const deadline = performance.now() + MOMENT_MS; performance.now() < deadline; ) {
      if (await moment()) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#breaking.then(work);
    // What went wrong is the caller's to hear; the next one still gets its turn.
    this.#breaking = mine.catch(() => {});
    return mine;
  }
}
