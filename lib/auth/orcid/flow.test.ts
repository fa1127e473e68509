import { afterAll, beforeAll, expect, test } from "vitest";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { FaultInput } from "@/sandbox/faults";
import { startTestSandbox, type TestSandbox } from "@/scripts/testing/sandbox";
import { beginOrcid, finishOrcid, type OrcidFlow } from "./flow";
import { isOrcid } from "./orcid-id";

const AMARA = "0000-0009-0001-0424";
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  Object.assign(process.env, SETTINGS, {
    LOG_LEVEL: "silent",
    ORCID_CLIENT_ID: "APP-SANDBOX",
    ORCID_CLIENT_SECRET: "sandbox-secret",
    ORCID_ISSUER_URL: `${sandbox.url}/orcid`,
  });
});
afterAll(() => sandbox?.close());

const purpose = { purpose: "sign_in", userId: null, returnTo: null } as const;

async function begin(): Promise<{ url: URL; flow: OrcidFlow }> {
  const begun = await beginOrcid(purpose);
  if (!begun) throw new Error("the stand-in does not answer");
  return begun;
}

/** What ORCID adds to the address that it leads back to, once its reader has chosen whom to be. */
async function choose(url: URL, person: string): Promise<string> {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ person }),
    redirect: "manual",
  });
  const location = new URL(answer.headers.get("location") ?? "");
  expect(location.origin + location.pathname).toBe(`${SETTINGS.APP_URL}/orcid/callback`);
  return location.search;
}

async function visit(person = AMARA): Promise<{ flow: OrcidFlow; query: string }> {
  const { url, flow } = await begin();
  return { flow, query: await choose(url, person) };
}

const mistake = (kind: string) =>
  fetch(`${sandbox.url}/_sandbox/orcid/mistakes`, {
    method: "POST",
    body: JSON.stringify({ kind }),
  });

test("whoever signs in there is told by their iD, and the page says who asks and what for", async () => {
  const { url, flow } = await begin();
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("Amara Okafor");
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    client_id: "APP-SANDBOX",
    scope: "openid",
    response_type: "code",
    code_challenge_method: "S256",
    state: flow.state,
    nonce: flow.nonce,
  });
  expect(await finishOrcid(flow, await choose(url, AMARA))).toEqual({ orcid: AMARA });
});

test("an answer is good once", async () => {
  const { flow, query } = await visit();
  expect(await finishOrcid(flow, query)).toEqual({ orcid: AMARA });
  expect(await finishOrcid(flow, query)).toEqual({ problem: "refused" });
});

test("of two that take one answer at once, one gets the iD", async () => {
  const { flow, query } = await visit();
  const answers = await Promise.all([finishOrcid(flow, query), finishOrcid(flow, query)]);
  expect(answers.filter((answer) => "orcid" in answer)).toHaveLength(1);
});

test("an answer for another visit is refused", async () => {
  const [mine, theirs] = [await visit(), await visit("0000-0002-1825-0097")];
  expect(await finishOrcid(mine.flow, theirs.query)).toEqual({ problem: "refused" });
  // The state alone can be copied out of an address: the verifier and the nonce cannot.
  const forged = new URLSearchParams(theirs.query);
  forged.set("state", mine.flow.state);
  expect(await finishOrcid(mine.flow, `?${forged}`)).toEqual({ problem: "refused" });
});

test.each(["?code=invented", "", "?state=x", "?error=server_error"])(
  "%j proves nothing",
  async (query) => {
    const { flow } = await begin();
    expect(await finishOrcid(flow, query)).toEqual({ problem: "refused" });
  },
);

test("an invented code proves nothing, with the right state too", async () => {
  const { flow } = await begin();
  const query = `?code=invented&state=${flow.state}`;
  expect(await finishOrcid(flow, query)).toEqual({ problem: "refused" });
});

test.each(["signature", "nonce", "issuer", "audience", "expired", "subject"])(
  "an id token with a wrong %s is refused",
  async (kind) => {
    const { flow, query } = await visit();
    await mistake(kind);
    expect(await finishOrcid(flow, query)).toEqual({ problem: "refused" });
    // And only that made the difference.
    const again = await visit();
    expect(await finishOrcid(again.flow, again.query)).toEqual({ orcid: AMARA });
  },
);

test("whoever says no there is told apart from a failure", async () => {
  const { flow, query } = await visit("deny");
  expect(await finishOrcid(flow, query)).toEqual({ problem: "declined" });
});

test("while ORCID is down, nothing is proved and it can be tried again", async () => {
  const { flow, query } = await visit();
  const down = { service: "orcid", path: "/orcid/oauth/token", method: "POST" };
  sandbox.deps.faults.add(FaultInput.parse({ ...down, kind: "status", status: 503 }));
  expect(await finishOrcid(flow, query)).toEqual({ problem: "unavailable" });
  sandbox.deps.faults.add(FaultInput.parse({ ...down, kind: "cutBefore" }));
  expect(await finishOrcid(flow, query)).toEqual({ problem: "unavailable" });
  expect(await finishOrcid(flow, query)).toEqual({ orcid: AMARA });
});

test("an iD is known by its last character", () => {
  expect(isOrcid("0000-0002-1825-0097")).toBe(true);
  expect(isOrcid("0000-0001-5109-3700")).toBe(true);
  expect(isOrcid("0000-0002-9079-593X")).toBe(true);
  for (const wrong of ["0000-0002-1825-0098", "0000-0002-9079-593x", "0000000218250097", ""])
    expect(isOrcid(wrong)).toBe(false);
});
