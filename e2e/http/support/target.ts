import { expect } from "vitest";
import { expectFailure, type SlotBody } from "./api";
import { book, freeSlots } from "./booking";
import { newReader, type Owner, ownerOf, type Person } from "./people";
import { sql } from "./stack";

export const UNKNOWN = "00000000-0000-4000-8000-000000000000";

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
export type Expected = { status: number; code?: string; field?: string };
export type BadRequest = { method: Method; path: string; body?: string; type?: string };

export const shifted = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

export const posted = (path: string, body: unknown): BadRequest => ({
  method: "POST",
  path,
  body: JSON.stringify(body),
  type: "application/json",
});

/** A reader with a booking, and a researcher nobody else books, to try bad requests on. */
export class Target {
  private constructor(
    readonly reader: Person,
    readonly owner: Owner,
    /** A free time. */
    readonly slot: SlotBody,
    /** A booking to try bad changes on. */
    readonly sessionId: string,
  ) {}

  static async create(slug: string): Promise<Target> {
    const [reader, owner] = await Promise.all([newReader(), ownerOf(slug)]);
    const [first, second] = await freeSlots(reader.api, owner.researcherId, 2);
    if (!first || !second) throw new Error("no two free times");
    const { session } = await book(reader, first);
    return new Target(reader, owner, second, session.id);
  }

  /** Sends a request and fails unless it is refused by name, and nothing has changed. */
  async expectRefused(request: BadRequest, { status, code, field }: Expected): Promise<void> {
    const before = await this.#rows();
    const { method, path, body, type } = request;
    const answer = await this.reader.api.send(method, path, {
      ...(body === undefined ? {} : { body }),
      headers: type === undefined ? {} : { "content-type": type },
    });
    const { error } = expectFailure(answer, status, code);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    if (field) {
      const named = Object.keys(error.details.fields ?? {});
      expect(named, `${method} ${path} ${body}: ${error.message}`).toContain(field);
      expect(error.message).toContain(field);
    }
    expect(await this.#rows()).toEqual(before);
  }

  /** What no bad request may change. */
  async #rows() {
    const { userId } = this.reader;
    return [
      ...(await sql`select
        (select count(*)::int from users where email like '%@bad.example') as users,
        (select json_agg(s order by s.id)::text from sessions s
          where reader_id = ${userId}) as sessions,
        (select json_agg(p order by p.id)::text from payments p
          where user_id = ${userId}) as payments,
        (select json_agg(t order by t.id)::text from time_slots t
          where researcher_id = ${this.owner.researcherId} and not available) as slots`),
    ];
  }
}
