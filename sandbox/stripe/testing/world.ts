import Stripe from "stripe";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../server";
import { createEmptyDatabase } from "../../testing/empty-database";
import { receiveWebhooks, type WebhookReceiver } from "./webhook-receiver";

export type World = {
  sandbox: Sandbox;
  stripe: Stripe;
  receiver: WebhookReceiver;
  databaseUrl: string;
  /** Calls one of the sandbox's own controls with a JSON body; answers status and JSON. */
  control(method: string, path: string, body?: object): Promise<{ status: number; json: unknown }>;
  /** Stops the sandbox and starts it again on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** A sandbox on a database of its own, Stripe's SDK pointed at it, and an application's endpoint. */
export async function createWorld(options: Partial<SandboxOptions> = {}): Promise<World> {
  const database = await createEmptyDatabase();
  const receiver = await receiveWebhooks();
  const start = (port: number) =>
    createSandbox({
      port,
      databaseUrl: database.url,
      settings: { stripeWebhookUrl: receiver.url, stripeWebhookSecret: receiver.secret },
      webhookBackoffMs: [20],
      ...options,
    });
  const sandbox = await start(0);
  const world: World = {
    sandbox,
    stripe: stripeFor(sandbox),
    receiver,
    databaseUrl: database.url,
    async control(method, path, body) {
      const response = await fetch(`${world.sandbox.url}/_sandbox${path}`, {
        method,
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: await response.json() };
    },
    async restart() {
      await world.sandbox.close();
      world.sandbox = await start(0);
      world.stripe = stripeFor(world.sandbox);
    },
    async close() {
      await world.sandbox.close();
      await receiver.close();
      await database.drop();
    },
  };
  return world;
}

/** The real SDK; without retries of its own unless asked, so that a test sees each answer. */
export function stripeFor(sandbox: Sandbox, maxNetworkRetries = 0, key = "sk_test_world"): Stripe {
  return new Stripe(key, {
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    telemetry: false,
    maxNetworkRetries,
  });
}

/** What a call was refused with; fails the test when it was not. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await call.then(
    () => new Error("the call was expected to fail"),
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw error;
}

/** The intent of an intent or error, without the SDK's extras. */
export function intentOf(error: Stripe.errors.StripeError): Stripe.PaymentIntent {
  if (!error.payment_intent) throw new Error(`no payment intent in ${error.message}`);
  return error.payment_intent;
}
