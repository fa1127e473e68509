import { expect } from "vitest";
import { app } from "./stack";

export const CONSULTING = "/api/v1/consulting";

export type Answer<T> = { status: number; body: T; headers: Headers };

/** The envelope of every failure. */
export type Failure = {
  success: false;
  detail: string;
  error: { code: string; message: string; details: Details };
};
type Details = {
  conflicts?: { session_id: string; start_time: string; end_time: string }[];
  fields?: Record<string, string>;
  alternatives?: SlotBody[];
  session_id?: string;
};

export type SlotBody = {
  id: string;
  researcher_id: string;
  start_time: string;
  end_time: string;
  available: boolean;
  session_id?: string;
  local_start_time?: string;
};

export type SessionBody = {
  id: string;
  user_id: string;
  researcher_id: string;
  time_slot_id: string;
  start_time: string;
  end_time: string;
  status: "scheduled" | "completed" | "canceled";
  payment_status: "pending" | "completed" | "failed" | "refunded";
  amount: number;
  zoom_link: string | null;
  hold_expires_at: string | null;
  accepted_at: string | null;
  cancel_reason: string | null;
};

export type Envelope<T> = { success: true; message: string; data: T };

/** One caller of the API; without a token, a stranger. */
export class Caller {
  constructor(readonly token?: string) {}

  /** Any request; the body of the answer is read as JSON, or is null when there is none. */
  async send<T>(method: string, path: string, init: RequestInit = {}): Promise<Answer<T>> {
    const headers = new Headers(init.headers);
    if (this.token) headers.set("authorization", `Bearer ${this.token}`);
    const url = path.startsWith("/api/") ? path : `${CONSULTING}${path}`;
    const response = await fetch(`${app}${url}`, { ...init, method, headers });
    const text = await response.text();
    const body = (text === "" ? null : JSON.parse(text)) as T;
    return { status: response.status, body, headers: response.headers };
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.send("GET", path);
  }

  post<T>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send("POST", path, asJson(body));
  }

  put<T>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send("PUT", path, asJson(body));
  }

  delete<T>(path: string): Promise<Answer<T>> {
    return this.send("DELETE", path);
  }

  patch<T>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send("PATCH", path, asJson(body));
  }
}

const asJson = (body: unknown): RequestInit =>
  body === undefined
    ? {}
    : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };

export const stranger = new Caller();

/** The session as one of its parties sees it now. */
export async function readSession(caller: Caller, id: string): Promise<SessionBody> {
  const { status, body } = await caller.get<SessionBody>(`/sessions/${id}`);
  expect(status, `reading session ${id}`).toBe(200);
  return body;
}

/** Fails unless the answer is a failure of this status and code, in the envelope that all have. */
export function expectFailure(answer: Answer<unknown>, status: number, code?: string): Failure {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: {
      success: false,
      detail: expect.any(String),
      error: {
        code: code ?? expect.stringMatching(/^[A-Z_]+$/),
        message: expect.any(String),
        details: expect.any(Object),
      },
    },
  });
  const failure = answer.body as Failure;
  expect(failure.detail).toBe(failure.error.message);
  return failure;
}
