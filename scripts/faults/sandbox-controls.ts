import type { Client } from "./client";
import type { Switched } from "./fault";

export type Load = {
  idle: boolean;
  running: number;
  queued: number;
  retrying: number;
  sleeping: number;
};

const EVENT_KEY = "sandbox-event-key";

/** What only the campaign asks of the stand-ins. */
export class SandboxControls {
  constructor(
    private readonly client: Client,
    private readonly sandbox: () => string,
  ) {}

  /** Sets a fault and returns its id. */
  async setFault(fault: Switched): Promise<string> {
    const { status, body } = await this.#post<{ id: string }>("/_sandbox/faults", fault);
    if (status !== 201) throw new Error(`no such fault: ${JSON.stringify({ fault, body })}`);
    return body.id;
  }

  async clearFaults(id?: string): Promise<void> {
    const query = id ? `?id=${id}` : "";
    await this.client.call(`${this.sandbox()}/_sandbox/faults${query}`, { method: "DELETE" });
  }

  /** Whether a fault with a count has met all the calls that it was for. */
  async isUsed(id: string): Promise<boolean> {
    const url = `${this.sandbox()}/_sandbox/faults`;
    const { body } = await this.client.call<{ data: { id: string }[] }>(url, {});
    return !body.data.some((fault) => fault.id === id);
  }

  /** Sends the webhooks that were held; takes as long as the application does for them. */
  async releaseWebhooks(copies: number, seed: number): Promise<void> {
    const order = { service: "stripe", order: "shuffled", copies, seed };
    await this.#post("/_sandbox/webhooks/release", order);
  }

  async load(): Promise<Load> {
    const url = `${this.sandbox()}/_sandbox/inngest/idle`;
    return (await this.client.call<Load>(url, {})).body;
  }

  /** Hands the engine an event, as an operator might. */
  async sendEvent(name: string, data: object): Promise<void> {
    await this.#post(`/e/${EVENT_KEY}`, { name, data });
  }

  #post<T>(path: string, body: object) {
    return this.client.call<T>(`${this.sandbox()}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }
}
