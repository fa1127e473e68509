import { requireVerified } from "@/lib/auth/actor";
import { limitUser } from "@/lib/auth/limit-caller";
import type { Ctx } from "@/lib/platform/context";
import { partsFor } from "./parts";

/**
 * Everything that is held about the actor, as the text of one JSON file, part by part. No password is
 * asked for again: whoever is signed in can read all of it on the pages too, and it holds no secret that
 * opens anything. Others appear in it as the actor sees them anyway. Throws EMAIL_UNVERIFIED, because
 * some parts are found by the address alone, and RATE_LIMITED.
 */
export async function exportAccount(ctx: Ctx): Promise<AsyncGenerator<string>> {
  requireVerified(ctx.actor);
  await limitUser(ctx, "export");
  return write(ctx);
}

async function* write(ctx: Ctx): AsyncGenerator<string> {
  const owner = requireVerified(ctx.actor);
  const parts = partsFor(owner);
  const contents = Object.fromEntries(parts.map(({ name, about }) => [name, about]));
  yield `{\n${entry("exported_at", ctx.now)},\n${entry("contents", contents)}`;
  for (const { name, read } of parts) yield `,\n${entry(name, await read(ctx, owner))}`;
  yield "\n}\n";
}

const entry = (name: string, value: unknown) =>
  `${JSON.stringify(name)}: ${JSON.stringify(value, null, 2)}`;
