import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { encodeSlotId } from "@/lib/availability/slot-id";
import { holdSession } from "@/lib/sessions/hold-session";
import { NOW } from "@/lib/sessions/people.fixture";
import type { Scene, Wish } from "./scene";

export type Statement = { text: string; values: unknown[] };

/**
 * What holdSession sends, taken down while it holds a time and while another reader then asks for the
 * same one. `looks` come before it decides, whatever the answer; `writes` only when the time is free.
 */
export type RecordedHold = {
  wish: Wish;
  sessionId: string;
  looks: Statement[];
  writes: Statement[];
};

export async function recordHold(scene: Scene, won: Wish, lost: Wish): Promise<RecordedHold> {
  let sent: Statement[] = [];
  const client = postgres(scene.database.url, {
    max: 1,
    debug: (_connection, text, values) => sent.push({ text, values }),
  });
  const db = drizzle(client);
  const statements = () => sent.filter(({ text }) => !/^(begin|commit|rollback)\s*$/.test(text));
  try {
    // A new connection first asks for the database's types.
    await client`select`;
    sent = [];
    const session = await holdSession({ db, actor: won.reader, now: NOW }, won.slot);
    const all = statements();
    sent = [];
    const refused = await holdSession({ db, actor: lost.reader, now: NOW }, lost.slot).then(
      () => false,
      () => true,
    );
    const looks = statements();
    const isPrefix = looks.every(({ text }, at) => text === all[at]?.text);
    if (!refused || !isPrefix || looks.length === all.length) {
      throw new Error("A hold and its refusal do not begin with the same statements");
    }
    return {
      wish: won,
      sessionId: session.id,
      looks: all.slice(0, looks.length),
      writes: all.slice(looks.length),
    };
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** The same statements for another wish, as a session with a new id. */
export function adapt(recorded: RecordedHold, to: Wish): RecordedHold {
  const sessionId = crypto.randomUUID();
  const names = new Map(
    [...namesOf(recorded.wish, recorded.sessionId)].map(([name, text]) => [text, name]),
  );
  const replacements = namesOf(to, sessionId);
  const pattern = new RegExp([...names.keys()].join("|"), "g");
  const rename = (text: string) =>
    text.replace(pattern, (found) => replacements.get(names.get(found) ?? "") ?? found);
  const renamed = ({ text, values }: Statement): Statement => ({
    text,
    values: values.map((value) => (typeof value === "string" ? rename(value) : value)),
  });
  return {
    wish: to,
    sessionId,
    looks: recorded.looks.map(renamed),
    writes: recorded.writes.map(renamed),
  };
}

function namesOf({ reader, slot }: Wish, sessionId: string): Map<string, string> {
  return new Map([
    ["session", sessionId],
    ["reader", reader.id],
    ["researcher", slot.researcherId],
    ["slot", encodeSlotId(slot)],
    ["start", new Date(slot.startsAt).toISOString()],
    ["end", new Date(slot.endsAt).toISOString()],
  ]);
}
