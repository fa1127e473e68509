import { expect, test } from "vitest";
import { linkIn } from "@/e2e/support/mail";
import { type Envelope, expectFailure, stranger } from "./support/api";
import { inviteResearcher } from "./support/invitation";
import type { Person } from "./support/people";
import { app, mailbox, sql } from "./support/stack";

const PATH = "/api/v1/auth/register-researcher";

const bodyOf = ({ email, token }: { email: string; token: string }) => ({
  name: "John Smith",
  email,
  bio: "Professor of AI...",
  expertise: ["Machine Learning", "NLP"],
  achievements: ["Award 1", "Publication 2"],
  availability: {
    monday: ["09:00-10:00", "14:00-15:00"],
    tuesday: ["10:00-11:00", "15:00-16:00"],
  },
  rate: 150.0,
  token,
});

const statusOf = async (reader: Person, id: string) =>
  (await reader.api.get<Envelope<{ status: string }>>(`/outreach/${id}`)).body.data.status;

/** What of an address is here: nothing a refused registration may leave. */
const traces = (email: string) => sql`select
  (select count(*)::int from users where email = ${email}) as users,
  (select count(*)::int from researchers where email = ${email}) as researchers,
  (select count(*)::int from registration_steps where email = ${email}) as steps,
  (select state::text from invitations where email = ${email}) as invitation`;

test("registering tells the reader, leaves the profile hidden until it is whole, and mails the way in", async () => {
  const { reader, email, token, requestId } = await inviteResearcher();
  const { status, body } = await stranger.post(PATH, bodyOf({ email, token }));
  expect(status, JSON.stringify(body)).toBe(201);
  expect(body).toMatchObject({
    data: {
      verified: false,
      standing: "hidden",
      time_zone: "UTC",
      time_zone_assumed: true,
      missing: ["field", "payout_country"],
    },
  });
  expect(await statusOf(reader, requestId)).toBe("accepted");
  const welcome = await mailbox.waitFor({ to: email, tag: "kind:welcome-researcher" });
  const words = welcome.text?.replace(/\s+/g, " ");
  expect(words).toContain("your field and the country you are paid in");
  expect(linkIn(welcome, "/set-password?token=")).toContain("return_to=%2Fdashboard%2Fwelcome");
  const again = await stranger.post(PATH, bodyOf({ email, token }));
  expectFailure(again, 400, "INVALID_TOKEN");
});

test("of several callers at once one registers", async () => {
  const { email, token } = await inviteResearcher();
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => stranger.post(PATH, bodyOf({ email, token }))),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400, 400]);
  const [left] = await traces(email);
  expect(left).toMatchObject({ users: 1, researchers: 1 });
});

test("what is wrong is named, nothing is there afterwards, and the invitation still works", async () => {
  const { reader, email, token } = await inviteResearcher();
  const right = bodyOf({ email, token });
  const before = await traces(email);
  const wrong: [string, Record<string, unknown>, string?][] = [
    ["token", { token: `${token.slice(0, -3)}abc` }, "INVALID_TOKEN"],
    ["token", { token: reader.api.token }, "INVALID_TOKEN"],
    ["token", { token: undefined }],
    ["token", { token: { forged: true } }],
    ["email", { email: "other@university.example" }],
    ["rate", { rate: 19 }],
    ["rate", { rate: 2001 }],
    ["availability.monday.0", { availability: { monday: ["9 to 5"] } }],
    ["availability", { availability: [] }],
    ["expertise", { expertise: undefined }],
    ["name", { name: " " }],
    ["time_zone", { time_zone: "Moon" }],
  ];
  for (const [field, change, code = "INVALID_INPUT"] of wrong) {
    const answer = await stranger.post(PATH, { ...right, ...change });
    const { error } = expectFailure(answer, 400, code);
    expect(Object.keys(error.details.fields ?? {}), JSON.stringify(change)).toContain(field);
    expect(await traces(email)).toEqual(before);
  }
  expect((await stranger.post(PATH, right)).status).toBe(201);
});

test("the mailed link keeps its token out of the address, and opening it takes nothing", async () => {
  const { link, token } = await inviteResearcher();
  for (let visit = 0; visit < 2; visit++) {
    const answer = await fetch(link, { redirect: "manual" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/register/profile");
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/Path=\/register/i);
    expect(cookie).not.toContain(token);
    const page = await fetch(`${app}/register/profile`, {
      headers: { cookie: cookie.split(";", 1).join("") },
    });
    const html = await page.text();
    expect(html).toContain("What readers see of you");
    expect(html).not.toContain(token);
  }
});
