import { eq } from "drizzle-orm";
import { avatars } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { parseAvatarFile } from "@/lib/researchers/avatar-address";

/** The picture that an address under /avatars names, or null. Anyone may look: pages are public. */
export async function readAvatar({ db }: Pick<Ctx, "db">, file: string): Promise<Buffer | null> {
  const asked = parseAvatarFile(file);
  if (!asked) return null;
  const [row] = await db
    .select({ bytes: avatars[asked.size] })
    .from(avatars)
    .where(eq(avatars.hash, asked.hash))
    .limit(1);
  return row?.bytes ?? null;
}
