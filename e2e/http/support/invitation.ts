import { expect } from "vitest";
import { linkIn } from "@/e2e/support/mail";
import type { Envelope } from "./api";
import { newReader } from "./people";
import { mailbox, sql } from "./stack";

/** An address that a reader has invited, with the token that was mailed to it. */
export async function inviteResearcher() {
  const reader = await newReader();
  const email = `john-${crypto.randomUUID()}@university.example`;
  const [paper] = await sql<{ id: string }[]>`
    insert into papers (title, author_names) values (${`On ${email}`}, '{John Smith}') returning id`;
  const { status, body } = await reader.api.post<Envelope<{ id: string }>>("/outreach", {
    researcher_email: email,
    paper_id: paper?.id,
  });
  expect(status).toBe(201);
  const letter = await mailbox.waitFor({ to: email, tag: "kind:outreach-invitation" });
  const link = linkIn(letter, "/register?token=");
  const token = new URL(link).searchParams.get("token") ?? "";
  return { reader, email, token, link, requestId: body.data.id };
}
