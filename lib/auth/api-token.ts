import { and, eq, gt, isNull } from "drizzle-orm";
import { apiGrants } from "@/db/schema";

export type ApiToken = {
  id: string;
  /** Null for a program that signed in by password. */
  name: string | null;
  createdAt: Date;
  expiresAt: Date;
  /** To the minute. */
  lastUsedAt: Date | null;
};

/** Tokens and sign-ins of a user that still open the API. */
export const isLive = (userId: string, now: Date) =>
  and(eq(apiGrants.userId, userId), isNull(apiGrants.revokedAt), gt(apiGrants.expiresAt, now));
