import { type Context, Hono } from "hono";
import type { z } from "zod";
import type { SandboxDeps } from "../deps";
import { type Answer, oncePerKey } from "../once-per-key";
import type { Records } from "../store";
import { type Auth, authenticate } from "./auth";
import { type ErrorBody, invalidRequest, StripeError } from "./errors";
import { type FormObject, parseForm } from "./form";
import { newId } from "./ids";
import { keyRefusals } from "./key-refusals";
import { readParams } from "./params";
import { expandPaths, present, presentToBrowser } from "./present";

/** What an endpoint is given. A POST's or DELETE's records are one transaction. */
export type Call<P> = {
  deps: SandboxDeps;
  records: Records;
  now: Date;
  /** The `:id` of the path, "" where it has none. */
  id: string;
  params: P;
  auth: Auth;
  /** The connected account that the call is made as, null for the platform itself. */
  account: string | null;
  /** Written into the events that the call causes. */
  request: { id: string | null; idempotency_key: string | null };
};

type Endpoint<P> = {
  params: z.ZodType<P>;
  /** Whether a browser may call it with the publishable key; it then checks the client secret. */
  publishable?: boolean;
  /** Answers the stored object or the list; expanding and hiding happens after it. */
  run: (call: Call<P>) => Promise<object>;
};

const BROKEN: Answer = {
  status: 500,
  body: { error: { type: "api_error", message: "Failed by the fault switch, once begun" } },
};

export const API_VERSION = "2026-10-28.endive";

/** Puts Stripe's conventions (keys, forms, idempotency, expansion, errors) around endpoints. */
export class StripeApi {
  readonly app = new Hono();

  constructor(private readonly deps: SandboxDeps) {
    this.app.onError((error, c) => this.#answer(c, failure(error, deps)));
  }

  get<P extends { expand?: string[] | undefined }>(path: string, endpoint: Endpoint<P>): void {
    this.app.get(path, async (c) => {
      const form = parseForm(new URL(c.req.url).search);
      const call = this.#call(c, endpoint, form, this.deps.store);
      return this.#answer(c, { status: 200, body: await this.#run(endpoint, call) });
    });
  }

  post<P extends { expand?: string[] | undefined }>(path: string, endpoint: Endpoint<P>): void {
    this.app.post(path, async (c) => {
      const body = await c.req.text();
      const auth = authenticate(c.req.header("authorization"));
      const key = c.req.header("idempotency-key");
      const answer = await this.deps.store.transaction(async (records) => {
        const act = async (): Promise<Answer> => {
          const fault = this.deps.faults.takeKeptFailure(c.req.path);
          if (fault && !fault.done) return BROKEN;
          try {
            const call = this.#call(c, endpoint, formOf(c, body), records);
            const done = await this.#run(endpoint, call);
            return fault ? BROKEN : { status: 200, body: done };
          } catch (error) {
            if (error instanceof StripeError && error.executed)
              return { status: error.status, body: { error: bodyFor(auth, error) } };
            throw error;
          }
        };
        if (!key) return { ...(await act()), replayed: false };
        if (key.length > 255)
          throw invalidRequest("An idempotency key has at most 255 characters.");
        const request = `POST ${c.req.path} ${body}`;
        const now = this.deps.clock();
        const keyed = { scope: `stripe ${auth.key}`, key, request, now };
        return oncePerKey(records, keyed, keyRefusals(key), act);
      });
      if (key) c.header("Idempotency-Key", key);
      // A repetition would only get the same answer.
      if (answer.status === 500) c.header("Stripe-Should-Retry", "false");
      if (answer.replayed) c.header("Idempotent-Replayed", "true");
      return this.#answer(c, answer);
    });
  }

  delete<P extends { expand?: string[] | undefined }>(path: string, endpoint: Endpoint<P>): void {
    this.app.delete(path, async (c) => {
      const form = parseForm(new URL(c.req.url).search);
      const body = await this.deps.store.transaction((records) =>
        this.#run(endpoint, this.#call(c, endpoint, form, records)),
      );
      return this.#answer(c, { status: 200, body });
    });
  }

  #call<P>(c: Context, endpoint: Endpoint<P>, form: FormObject, records: Records): Call<P> {
    const auth = authenticate(c.req.header("authorization"));
    if (auth.publishable && !endpoint.publishable)
      throw new StripeError(403, {
        type: "invalid_request_error",
        code: "secret_key_required",
        message: "This API call cannot be made with a publishable API key.",
      });
    return {
      deps: this.deps,
      records,
      now: this.deps.clock(),
      id: c.req.param("id") ?? "",
      params: readParams(endpoint.params, form),
      auth,
      account: c.req.header("stripe-account") ?? null,
      request: { id: newId("req"), idempotency_key: c.req.header("idempotency-key") ?? null },
    };
  }

  async #run<P extends { expand?: string[] | undefined }>(
    endpoint: Endpoint<P>,
    call: Call<P>,
  ): Promise<object> {
    const body = present(await endpoint.run(call), this.deps.origin());
    if (call.auth.publishable) return presentToBrowser(body);
    return expandPaths(body, call.params.expand ?? [], call.records, this.deps.origin());
  }

  #answer(c: Context, answer: Answer): Response {
    c.header("Request-Id", newId("req"));
    c.header("Stripe-Version", API_VERSION);
    return c.json(answer.body, answer.status as 200);
  }
}

/** A browser sees no more of the intent in an error than it does in an answer. */
function bodyFor(auth: Auth, error: StripeError): ErrorBody {
  const { payment_intent: intent } = error.body;
  if (!auth.publishable || !intent) return error.body;
  return { ...error.body, payment_intent: presentToBrowser({ ...intent }) };
}

/** Turns what was thrown into Stripe's error; the unforeseen becomes a 500 and a line in the log. */
function failure(error: Error, deps: SandboxDeps): Answer {
  if (error instanceof StripeError) return { status: error.status, body: { error: error.body } };
  deps.log.error({ err: error }, "the Stripe stand-in failed");
  return {
    status: 500,
    body: { error: { type: "api_error", message: "The sandbox failed; its log says why." } },
  };
}

function formOf(c: Context, body: string): FormObject {
  const type = c.req.header("content-type") ?? "";
  if (body !== "" && !type.startsWith("application/x-www-form-urlencoded"))
    throw invalidRequest("Send the body as application/x-www-form-urlencoded.");
  return parseForm(body);
}
