import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { citext, createdAt, instant, primaryId, updatedAt } from "./columns";

export const users = pgTable("users", {
  id: primaryId(),
  name: text("name").notNull(),
  email: citext("email").notNull().unique(),
  passwordHash: text("password_hash"),
  emailVerifiedAt: instant("email_verified_at"),
  isAdmin: boolean("is_admin").notNull().default(false),
  timeZone: text("time_zone").notNull().default("UTC"),
  // Tokens carry the version they were issued under; raising it signs out everywhere.
  sessionVersion: integer("session_version").notNull().default(1),
  stripeCustomerId: text("stripe_customer_id").unique(),
  /** The ORCID iD that its holder connected by signing in there: it opens this account. */
  orcid: citext("orcid").unique(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const mailTokenPurpose = pgEnum("mail_token_purpose", ["verify_email", "set_password"]);

/** Single-use links sent by mail; only a SHA-256 of the secret is kept. */
export const mailTokens = pgTable(
  "mail_tokens",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: mailTokenPurpose("purpose").notNull(),
    secretHash: text("secret_hash").notNull().unique(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: createdAt(),
  },
  (t) => [index("mail_tokens_user").on(t.userId, t.purpose)],
);

/**
 * One sign-in to the API, or one token made by hand. Access tokens name it (jti), so revoking it ends
 * them at once.
 */
export const apiGrants = pgTable(
  "api_grants",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What its owner calls a token made by hand; null for a sign-in by password. */
    name: text("name"),
    /** A sign-in goes on with its refresh token; a token made by hand has none. */
    refreshHash: text("refresh_hash").unique(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    /** To the minute. */
    lastUsedAt: instant("last_used_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("api_grants_user").on(t.userId),
    check("api_grants_kind", sql`(${t.name} is null) <> (${t.refreshHash} is null)`),
  ],
);
