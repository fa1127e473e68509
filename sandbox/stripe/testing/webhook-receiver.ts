import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";

export type WebhookReceiver = {
  url: string;
  secret: string;
  /** Events whose signature was right, in order of arrival, repeats included. */
  events: Stripe.Event[];
  types(): string[];
  /** Statuses for the next webhooks; then 200 again. */
  answers: number[];
  close(): Promise<void>;
};

/** An application's webhook endpoint that verifies with Stripe's own SDK. */
export async function receiveWebhooks(): Promise<WebhookReceiver> {
  const secret = "whsec_of_the_test";
  const stripe = new Stripe("sk_test_receiver");
  const events: Stripe.Event[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const status = answers.shift() ?? 200;
      const signature = request.headers["stripe-signature"] ?? "";
      try {
        const event = stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, secret);
        if (status === 200) events.push(event);
        response.writeHead(status).end();
      } catch {
        response.writeHead(400).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    secret,
    events,
    types: () => events.map((event) => event.type),
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
