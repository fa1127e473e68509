import type { Answer, Client } from "./client";

export type IntentBody = {
  id: string;
  status: string;
  error?: { code?: string; payment_intent?: { status: string } };
};

const KEY = { authorization: "Bearer pk_test_sandbox" };

/** What a reader's browser and bank do at Stripe, with the keys that a browser has. */
export class StripeBrowser {
  constructor(
    private readonly client: Client,
    private readonly sandbox: () => string,
  ) {}

  /** Pays with a card. Returns the intent's status afterwards; `declined` when the card was. */
  async pay(clientSecret: string, paymentMethod: string): Promise<string> {
    const id = intentOf(clientSecret);
    const answer = await this.client.call<IntentBody>(
      `${this.sandbox()}/v1/payment_intents/${id}/confirm`,
      {
        method: "POST",
        headers: KEY,
        body: new URLSearchParams({
          client_secret: clientSecret,
          payment_method: paymentMethod,
          return_url: "https://colloquy.example/return",
        }),
      },
    );
    if (answer.status === 200) return answer.body.status;
    if (answer.status === 402) return "declined";
    // Canceled meanwhile, or an earlier try went through and its answer was lost.
    return this.status(clientSecret);
  }

  async status(clientSecret: string): Promise<string> {
    const id = intentOf(clientSecret);
    const url = `${this.sandbox()}/v1/payment_intents/${id}?client_secret=${clientSecret}`;
    const answer = await this.client.call<IntentBody>(url, { headers: KEY });
    return answer.body.status;
  }

  /** The bank's word on 3-D Secure; false when the intent did not wait for it any more. */
  async authenticate(clientSecret: string, word: "succeed" | "fail"): Promise<boolean> {
    const url = `${this.sandbox()}/_sandbox/payment_intents/${intentOf(clientSecret)}/${word}`;
    const answer: Answer = await this.client.call(url, { method: "POST" });
    return answer.status === 200;
  }
}

export const intentOf = (clientSecret: string) => clientSecret.split("_secret_", 1)[0] ?? "";
