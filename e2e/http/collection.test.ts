import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type Envelope, expectFailure, stranger } from "./support/api";
import { newAdmin, newOwner, newReader, type Owner, type Person } from "./support/people";
import { waitFor } from "./support/wait-for";

type Started = { status: string; researcher_id: string; job_id: string };
type Progress = {
  job_id: string;
  status: string;
  progress: number;
  researcher_id: string | null;
  sources: { source: string; status: string; found: number; total: number | null }[];
  created: number;
  linked: number;
  undecided: number;
};

const COLLECT = "/researchers/collect";
const INSTITUTION = "/researchers/collect-by-institution";

// Authors of generated papers: no other test looks for these people.
const geir = {
  name: "Geir Brekkhus",
  affiliation: "Fjordvik University",
  paper_title: "Plankton transport of the inner fjord, part 101",
  position: "Professor",
  email: "geir.brekkhus@fjordvik.example",
  run_in_background: true,
};
const gunnhild = {
  name: "Gunnhild Drageset",
  affiliation: "UiFv",
  paper_title: "Meltwater memory of the high plateau, part 103",
  position: "Associate professor",
  run_in_background: false,
};
const ofInstitution = { institution: "Fjordvik University", position: "Professor", limit: 3 };

let admin: Person;
let owner: Owner;
let reader: Person;
beforeAll(async () => {
  [admin, owner, reader] = await Promise.all([newAdmin(), newOwner(), newReader()]);
});

async function ended(caller: Caller, jobId: string): Promise<Progress> {
  const over = async () => {
    const { status, body } = await caller.get<Envelope<Progress>>(`${COLLECT}/${jobId}`);
    expect(status).toBe(200);
    return ["done", "failed"].includes(body.data.status) && body.data;
  };
  return waitFor(`the collection ${jobId}`, over, 45_000);
}

describe("collecting an author", () => {
  test("is for researchers and administrators", async () => {
    expectFailure(await stranger.post(COLLECT, geir), 401, "UNAUTHENTICATED");
    expectFailure(await reader.api.post(COLLECT, geir), 403, "FORBIDDEN");
    // Not even what is wrong with it is told to others.
    expectFailure(await reader.api.post(COLLECT, {}), 403, "FORBIDDEN");
  });

  test("answers at once, and tells how far it is to whoever asked and to administrators", async () => {
    const { status, body } = await owner.api.post<Envelope<Started>>(COLLECT, geir);
    expect(status).toBe(200);
    const jobId = body.data.job_id;
    expectFailure(await reader.api.get(`${COLLECT}/${jobId}`), 403, "FORBIDDEN");
    expectFailure(await stranger.get(`${COLLECT}/${jobId}`), 401, "UNAUTHENTICATED");
    const job = await ended(owner.api, jobId);
    expect(job).toMatchObject({ job_id: jobId, status: "done", progress: 1 });
    expect(job.sources.map(({ source }) => source)).toEqual([
      "openalex",
      "crossref",
      "semantic_scholar",
      "orcid",
      "ror",
    ]);
    expect(await ended(admin.api, jobId)).toEqual(job);
    const profile = await owner.api.get<Envelope<Record<string, unknown>>>(
      `/researchers/${job.researcher_id}`,
    );
    expect(profile.body.data).toMatchObject({
      name: "Geir Brekkhus",
      affiliation: "Fjordvik University",
      standing: "unclaimed",
      email: null,
      rate: null,
    });
  });

  test("waits for the profile when asked to", async () => {
    const done = await waitFor(
      "the profile in the answer",
      async () => {
        const { status, body } = await admin.api.post<
          Envelope<Started & { researcher: Record<string, unknown> }>
        >(COLLECT, gunnhild);
        expect(status).toBe(200);
        // On a busy machine the sources can take longer than a caller is kept waiting.
        return body.data.status === "completed" && body;
      },
      50_000,
    );
    expect(done.message).toBe("Researcher data collected for Gunnhild Drageset");
    expect(done.data.researcher).toMatchObject({
      id: done.data.researcher_id,
      name: "Gunnhild Drageset",
      position: "Associate professor",
      standing: "unclaimed",
    });
  });

  test("is one job for all who ask for the same at the same time", async () => {
    const same = { ...geir, name: `Nobody ${crypto.randomUUID()}` };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => owner.api.post<Envelope<Started>>(COLLECT, same)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const [{ body: first } = { body: null }] = answers;
    for (const { body } of answers) expect(body.data).toEqual(first?.data);
    const job = await ended(owner.api, first?.data.job_id ?? "");
    expect(job).toMatchObject({ status: "done", researcher_id: null, created: 0 });
  });

  const bad: [string, unknown][] = [
    ["name", undefined],
    ["name", ""],
    ["name", 5],
    ["name", "x".repeat(121)],
    ["name", "https://spam.example"],
    ["affiliation", undefined],
    ["affiliation", " "],
    ["affiliation", "a\u0000b"],
    ["affiliation", "two\nlines"],
    ["paper_title", undefined],
    ["paper_title", "x".repeat(501)],
    ["position", ""],
    ["position", ["Professor"]],
    ["email", "not an address"],
    ["run_in_background", "yes"],
  ];
  test.each(bad)("refuses a body whose %s is %j, naming it", async (field, value) => {
    const answer = await owner.api.post(COLLECT, { ...geir, [field]: value });
    const { error } = expectFailure(answer, 400, "INVALID_INPUT");
    expect(Object.keys(error.details.fields ?? {})).toEqual([field]);
  });

  test.each([null, [], "text", 5])("refuses the body %j", async (body) => {
    expectFailure(await owner.api.post(COLLECT, body), 400, "INVALID_INPUT");
  });

  test("knows no job of another id", async () => {
    expectFailure(await admin.api.get(`${COLLECT}/${crypto.randomUUID()}`), 404, "NOT_FOUND");
    const { error } = expectFailure(await admin.api.get(`${COLLECT}/x`), 400, "INVALID_INPUT");
    expect(Object.keys(error.details.fields ?? {})).toEqual(["job_id"]);
  });
});

describe("collecting the people of an institution", () => {
  test("is for administrators", async () => {
    expectFailure(await stranger.post(INSTITUTION, ofInstitution), 401, "UNAUTHENTICATED");
    expectFailure(await reader.api.post(INSTITUTION, ofInstitution), 403, "FORBIDDEN");
    expectFailure(await owner.api.post(INSTITUTION, ofInstitution), 403, "FORBIDDEN");
  });

  test("answers at once, and reads as many as were asked for", async () => {
    const { status, body } = await admin.api.post<Envelope<Started>>(INSTITUTION, ofInstitution);
    expect(status).toBe(200);
    const job = await ended(admin.api, body.data.job_id);
    expect(job).toMatchObject({ status: "done", researcher_id: null });
    expect(job.sources).toMatchObject([
      { source: "ror", status: "done", found: 1 },
      { source: "openalex", status: "done", found: 3, total: 3 },
    ]);
    expect(job.created + job.linked + job.undecided).toBe(3);
    expectFailure(await owner.api.get(`${COLLECT}/${job.job_id}`), 404, "NOT_FOUND");
  });

  const bad: [string, unknown][] = [
    ["institution", undefined],
    ["institution", ""],
    ["institution", 5],
    ["limit", 0],
    ["limit", 1001],
    ["limit", 2.5],
    ["limit", "10"],
    ["position", ""],
  ];
  test.each(bad)("refuses a body whose %s is %j, naming it", async (field, value) => {
    const answer = await admin.api.post(INSTITUTION, { ...ofInstitution, [field]: value });
    const { error } = expectFailure(answer, 400, "INVALID_INPUT");
    expect(Object.keys(error.details.fields ?? {})).toEqual([field]);
  });
});
