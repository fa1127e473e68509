import { eq } from "drizzle-orm";
import { collectionJobs, type RecordedAuthor, researchers } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { accountsDatabase, actorOf, makeUser, NOW } from "@/lib/auth/accounts.fixture";
import type { Actor, Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inTransaction } from "@/lib/platform/transaction";
import { settlePeople, settleResearcher } from "./jobs/settle-job";
import { keepRecords } from "./sources/keep-records";
import { finishSource, type Source } from "./sources/source-state";
import { collectInstitution, collectResearcher } from "./start-collection";

export { NOW };

export const STANFORD = {
  rorId: "https://ror.org/00f54p054",
  name: "Stanford University",
  otherNames: ["Stanford"],
};

/** A record of a source, of somebody at Stanford unless told otherwise. */
export const says = (
  source: Source,
  sourceId: string,
  author: Partial<RecordedAuthor> & { name: string },
) => ({
  source,
  record: {
    sourceId,
    fetchedAt: NOW,
    author: {
      otherNames: [],
      orcid: null,
      openalexId: source === "openalex" ? sourceId : null,
      semanticScholarId: source === "semantic_scholar" ? sourceId : null,
      institutions: [{ name: STANFORD.name, rorId: STANFORD.rorId }],
      topics: [],
      worksCount: null,
      citationCount: null,
      homepage: null,
      authorships: [],
      ...author,
    },
  },
});
type Saying = ReturnType<typeof says>;

/** A database, an administrator, and jobs whose sources have said what a test gives. */
export async function collectionWorld() {
  const database = await accountsDatabase();
  log.level = "silent";
  const admin = actorOf(await makeUser(database, { isAdmin: true, name: "Grace Admin" }));
  return worldOf(database, admin);
}

function worldOf(database: TestDatabase, admin: Actor) {
  const { db } = database;
  const ctx: Ctx = { db, actor: admin, now: NOW };

  /** Keeps what the sources say, as their steps do. */
  async function hear(jobId: string, sayings: Saying[], organization: typeof STANFORD | null) {
    await db.update(collectionJobs).set({ organization }).where(eq(collectionJobs.id, jobId));
    await inTransaction(db, async (tx) => {
      for (const { source, record } of sayings) {
        await keepRecords(tx, jobId, source, [record]);
        await finishSource(tx, NOW, jobId, source, { found: 1, note: null });
      }
    });
    await db.update(collectionJobs).set({ state: "running" }).where(eq(collectionJobs.id, jobId));
  }

  return {
    ...database,
    ctx,
    /** Collects a person of whom these sources say so; returns the job. */
    async person(name: string, sayings: Saying[], organization: typeof STANFORD | null = STANFORD) {
      const job = await collectResearcher(ctx, {
        name,
        affiliation: "Stanford",
        paper_title: "On Sleep",
        position: "Professor",
      });
      await hear(job.id, sayings, organization);
      await settleResearcher(ctx, job.id);
      return job;
    },
    /** Collects the people of an institution; returns the job. */
    async institution(sayings: Saying[]) {
      const job = await collectInstitution(ctx, { institution: "Stanford", limit: 100 });
      await hear(job.id, sayings, STANFORD);
      await settlePeople(ctx, job.id);
      await db.update(collectionJobs).set({ state: "done" }).where(eq(collectionJobs.id, job.id));
      return job;
    },
    profiles: () => db.select().from(researchers).orderBy(researchers.createdAt),
    /** Nobody is known, and nothing was ever asked. */
    empty: () =>
      database.sql`truncate researchers, collection_jobs, author_records, removed_people cascade`,
  };
}
