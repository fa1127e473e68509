import { z } from "zod";
import { readOutreachToken, signOutreachToken } from "@/lib/outreach/outreach-token";
import { appLink } from "../scene";
import type { Choice } from "./mute";
import { type OptionalMail, optionalMails } from "./optional-mails";

/** Where a mail's recipient can stop its kind. */
export type ChoiceLinks = {
  /** The page with all choices. */
  choices: string;
  /** The page that stops this kind alone, without a sign-in. */
  stop: string;
  /** What stops it by POST alone (RFC 8058). */
  oneClick: string;
};

/** Absolute, and the same for the same mail; they work for good. */
export async function choiceLinks(choice: Choice, issuedAt: Date): Promise<ChoiceLinks> {
  const id = `${choice.userId}:${choice.kind}`;
  const token = await signOutreachToken({ purpose: "mute", id, issuedAt, expiresAt: null });
  return {
    choices: appLink("/account/notifications"),
    stop: appLink(`/unsubscribe?token=${token}`),
    oneClick: appLink(`/api/v1/consulting/outreach/unsubscribe?token=${token}`),
  };
}

/** What a mail program needs to offer it with one click. */
export const oneClickHeaders = (address: string) => ({
  "List-Unsubscribe": `<${address}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

/** Whose mails of which kind a token stops; null for every other text. */
export async function readChoiceToken(token: string, now: Date): Promise<Choice | null> {
  const named = await readOutreachToken(token, "mute", now);
  const [userId, kind] = named?.id.split(":") ?? [];
  return z.guid().safeParse(userId).success && userId && isOptional(kind) ? { userId, kind } : null;
}

const isOptional = (kind: string | undefined): kind is OptionalMail =>
  optionalMails.some((each) => each === kind);
