"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { runAction } from "@/app/_actions/run-action";
import { runPosted } from "@/app/_actions/run-posted";
import type { ActionResult } from "@/components/forms/action-result";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import {
  DecideCandidate,
  decideCandidate,
} from "@/lib/researchers/collection/candidates/decide-candidate";
import {
  CollectInstitution,
  CollectResearcher,
} from "@/lib/researchers/collection/collection-input";
import { runAgain } from "@/lib/researchers/collection/jobs/run-again";
import {
  collectInstitution,
  collectResearcher,
} from "@/lib/researchers/collection/start-collection";

const PATH = "/admin/collection";

/** What was typed; a field left empty was not given. */
const given = (data: FormData) =>
  Object.fromEntries([...data].filter(([name, value]) => !name.startsWith("$") && value !== ""));

export async function collectPerson(_previous: Posted | null, data: FormData) {
  return runPosted(data, async (form) => {
    const input = parseInput(CollectResearcher, given(form));
    const { id } = await collectResearcher(await pageContext(), input);
    redirect(`${PATH}/${id}`);
  });
}

export async function collectPeople(_previous: Posted | null, data: FormData) {
  return runPosted(data, async (form) => {
    const { limit, ...rest } = given(form);
    const input = parseInput(CollectInstitution, {
      ...rest,
      ...(limit && { limit: Number(limit) }),
    });
    const { id } = await collectInstitution(await pageContext(), input);
    redirect(`${PATH}/${id}`);
  });
}

export async function askAgain(jobId: string): Promise<ActionResult> {
  return runAction(async () => {
    await runAgain(await pageContext(), parseInput(z.guid("is not a job's id"), jobId));
    revalidatePath(PATH, "layout");
    return {};
  });
}

export async function decide(
  candidateId: string,
  decision: "confirmed" | "rejected",
  _before: ActionResult | null,
): Promise<ActionResult> {
  return runAction(async () => {
    const input = parseInput(DecideCandidate, { candidateId, decision });
    await decideCandidate(await pageContext(), input);
    revalidatePath(PATH, "layout");
    return {};
  });
}
