import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { citext, createdAt, instant, primaryId, updatedAt } from "./columns";

export const users = pgTable(
  "users",
  {
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
    /** What is left is a number that payments and sessions hang on: nobody can be in it any more. */
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    // The last word on a change that was under way when its account was deleted.
    check(
      "users_deleted_nameless",
      sql`${t.deletedAt} is null or (${t.name} = 'Former reader' and ${t.email}::text = 'deleted:' || ${t.id} and ${t.passwordHash} is null and ${t.emailVerifiedAt} is null and ${t.orcid} is null and ${t.timeZone} = 'UTC' and not ${t.isAdmin})`,
    ),
  ],
);

/** What is still to be done elsewhere for a deleted account, and the address for its last mail until that went out. */
export const accountDeletions = pgTable(
  "account_deletions",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id),
    email: citext("email"),
    deletedAt: instant("deleted_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("account_deletions_open").on(t.deletedAt).where(sql`finished_at is null`),
    check("account_deletions_forgotten", sql`${t.finishedAt} is null or ${t.email} is null`),
  ],
);

export const mailTokenPurpose = pgEnum("mail_token_purpose", [
  "verify_email",
  "set_password",
  "delete_account",
]);

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
