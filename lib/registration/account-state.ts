import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { Registrant } from "./registrant";

/** Whether a registrant's address has an account that is in use, which they sign in to; else they choose its password. */
export async function hasAccountInUse(
  { db }: Pick<Ctx, "db">,
  { credential, email }: Registrant,
): Promise<boolean> {
  if (credential.kind === "account") return true;
  const [user] = await db
    .select({ verifiedAt: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.email, email));
  return Boolean(user?.verifiedAt);
}
