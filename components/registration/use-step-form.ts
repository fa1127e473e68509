"use client";

import type { ActionResult } from "@/components/forms/action-result";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";

/** The saving that another tab has made meanwhile, when that is why an answer was refused. */
export function otherVersion(result: ActionResult | null): number | null {
  if (!result || result.ok) return null;
  const { version } = result.details;
  return typeof version === "number" ? version : null;
}

/** The form of a step: posted again after another tab's saving was told of, it takes its place. */
export function useStepForm(action: PostedAction, version: number) {
  const posted = usePostedForm(action);
  return { ...posted, version: otherVersion(posted.result) ?? version };
}
