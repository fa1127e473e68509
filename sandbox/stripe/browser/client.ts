/** An error as Stripe.js hands it to the page. */
export type PageError = {
  type: string;
  code?: string;
  decline_code?: string;
  message?: string;
  payment_intent?: PageIntent;
};

/** The parts of an intent that this script itself looks at. */
export type PageIntent = {
  id: string;
  client_secret: string;
  amount: number;
  currency: string;
  status: string;
  next_action: { type: string } | null;
  last_payment_error: PageError | null;
};

export type IntentResult =
  | { paymentIntent: PageIntent; error?: undefined }
  | { paymentIntent?: undefined; error: PageError };

/** Calls the API with the publishable key; failures come back as errors, never as exceptions. */
export class Client {
  constructor(
    private readonly origin: string,
    private readonly key: string,
  ) {}

  retrieve(clientSecret: string): Promise<IntentResult> {
    const query = new URLSearchParams({ client_secret: clientSecret });
    return this.#call(`/v1/payment_intents/${idOf(clientSecret)}?${query}`, { method: "GET" });
  }

  confirm(clientSecret: string, fields: Record<string, string>): Promise<IntentResult> {
    const body = new URLSearchParams({ client_secret: clientSecret, ...fields });
    return this.#call(`/v1/payment_intents/${idOf(clientSecret)}/confirm`, {
      method: "POST",
      body,
    });
  }

  /** Gives the customer's answer to a 3-D Secure challenge, and answers with the intent after it. */
  async authenticate(clientSecret: string, result: "complete" | "fail"): Promise<IntentResult> {
    const body = new URLSearchParams({ client_secret: clientSecret, result });
    return this.#call(`/_sandbox/3ds/${idOf(clientSecret)}`, { method: "POST", body });
  }

  async #call(path: string, init: RequestInit): Promise<IntentResult> {
    try {
      const response = await fetch(this.origin + path, {
        ...init,
        headers: { accept: "application/json", authorization: `Bearer ${this.key}` },
      });
      const json = await response.json();
      return response.ok ? { paymentIntent: json } : { error: json.error };
    } catch {
      return {
        error: {
          type: "api_connection_error",
          message: "An error occurred with our connection to Stripe. Please try again.",
        },
      };
    }
  }
}

function idOf(clientSecret: string): string {
  return encodeURIComponent(clientSecret.split("_secret_")[0] ?? "");
}
