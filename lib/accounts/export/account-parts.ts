import { and, desc, eq, sql } from "drizzle-orm";
import {
  apiGrants,
  collectionJobs,
  invitations,
  outreachRequests,
  papers,
  profileRequests,
  registrationSteps,
  sentMails,
  subscriptions,
  users,
} from "@/db/schema";
import { readMailChoices } from "@/lib/notifications/choices/choose-mails";
import { hashAddress } from "@/lib/outreach/address-hash";
import { shownAddress } from "@/lib/outreach/outreach-view";
import { suppressionOf } from "@/lib/outreach/suppressions";
import { centsToDollars } from "@/lib/platform/money";
import { MOST, type Part } from "./part";

export const accountParts: readonly Part[] = [
  {
    name: "account",
    about: "Who you are here. Your password is kept as a hash, which is not in this file.",
    async read({ db }, { id }) {
      const [account] = await db
        .select({
          id: users.id,
          name: users.name,
          email: users.email,
          email_confirmed_at: users.emailVerifiedAt,
          has_password: sql<boolean>`${users.passwordHash} is not null`,
          time_zone: users.timeZone,
          orcid: users.orcid,
          is_administrator: users.isAdmin,
          stripe_customer: users.stripeCustomerId,
          created_at: users.createdAt,
          updated_at: users.updatedAt,
        })
        .from(users)
        .where(eq(users.id, id));
      return account;
    },
  },
  {
    name: "notifications",
    about: "Which optional mails you get.",
    read: (ctx) => readMailChoices(ctx),
  },
  {
    name: "mails",
    about: "The mails that were sent to your address: which kind, and when.",
    read: ({ db }, { email }) =>
      db
        .select({ kind: sentMails.kind, sent_at: sentMails.sentAt })
        .from(sentMails)
        .where(and(eq(sentMails.recipient, email), sql`${sentMails.sentAt} is not null`))
        .orderBy(desc(sentMails.sentAt))
        .limit(MOST),
  },
  {
    name: "left_alone",
    about: "Why your address gets no invitations, where you asked for that or mail came back.",
    read: async ({ db }, { email }) => ({ reason: await suppressionOf(db, email) }),
  },
  {
    name: "api_tokens",
    about:
      "Programs that act for you, without their secrets. One without a name signed in by password.",
    read: ({ db }, { id }) =>
      db
        .select({
          name: apiGrants.name,
          created_at: apiGrants.createdAt,
          last_used_at: apiGrants.lastUsedAt,
          expires_at: apiGrants.expiresAt,
          revoked_at: apiGrants.revokedAt,
        })
        .from(apiGrants)
        .where(eq(apiGrants.userId, id))
        .orderBy(desc(apiGrants.createdAt))
        .limit(MOST),
  },
  {
    name: "memberships",
    about: "Your memberships. Amounts in US dollars a month.",
    async read({ db }, { id }) {
      const rows = await db
        .select()
        .from(subscriptions)
        .where(eq(subscriptions.userId, id))
        .orderBy(desc(subscriptions.startedAt))
        .limit(MOST);
      return rows.map((row) => ({
        id: row.id,
        state: row.state,
        price: centsToDollars(row.priceCents),
        currency: row.currency,
        started_at: row.startedAt,
        period_ends_at: row.periodEndsAt,
        ends_at: row.endsAt,
        ended_at: row.endedAt,
        stripe_subscription: row.stripeSubscriptionId,
      }));
    },
  },
  {
    name: "outreach_requests",
    about: "Researchers you asked us to invite.",
    async read({ db }, { id }) {
      const rows = await db
        .select({
          id: outreachRequests.id,
          email: outreachRequests.email,
          addressSource: outreachRequests.addressSource,
          paper: papers.title,
          note: outreachRequests.note,
          status: outreachRequests.status,
          created_at: outreachRequests.createdAt,
        })
        .from(outreachRequests)
        .innerJoin(papers, eq(papers.id, outreachRequests.paperId))
        .where(eq(outreachRequests.userId, id))
        .orderBy(desc(outreachRequests.createdAt))
        .limit(MOST);
      // An address that the reader did not write is not theirs to see.
      return rows.map(({ addressSource, email, ...row }) => ({
        ...row,
        email: shownAddress({ email, addressSource }),
      }));
    },
  },
  {
    name: "invitations",
    about: "Invitations that readers had us send to your address.",
    read: ({ db }, { email }) =>
      db
        .select({
          state: invitations.state,
          created_at: invitations.createdAt,
          mailed_at: invitations.mailedAt,
          settled_at: invitations.settledAt,
        })
        .from(invitations)
        .where(eq(invitations.addressHash, hashAddress(email)))
        .orderBy(desc(invitations.createdAt))
        .limit(MOST),
  },
  {
    name: "registration_drafts",
    about: "What you began to fill in for a profile.",
    read: ({ db }, { email }) =>
      db
        .select({
          step: registrationSteps.step,
          values: registrationSteps.values,
          saved_at: registrationSteps.savedAt,
        })
        .from(registrationSteps)
        .where(eq(registrationSteps.email, email)),
  },
  {
    name: "profile_requests",
    about: "Profiles that you asked to have, or to have removed.",
    read: ({ db }, { email }) =>
      db
        .select({
          kind: profileRequests.kind,
          state: profileRequests.state,
          created_at: profileRequests.createdAt,
          decided_at: profileRequests.decidedAt,
        })
        .from(profileRequests)
        .where(eq(profileRequests.email, email))
        .orderBy(desc(profileRequests.createdAt))
        .limit(MOST),
  },
  {
    name: "collections",
    about: "Collections from academic databases that you asked for.",
    ofResearchers: true,
    read: ({ db }, { id }) =>
      db
        .select({
          kind: collectionJobs.kind,
          input: collectionJobs.input,
          state: collectionJobs.state,
          created_at: collectionJobs.createdAt,
        })
        .from(collectionJobs)
        .where(eq(collectionJobs.requestedBy, id))
        .orderBy(desc(collectionJobs.createdAt))
        .limit(MOST),
  },
];
