import type { Ctx } from "@/lib/platform/context";
import { encodeOwnVerification, getOwnVerification } from "@/lib/verification/get-own-verification";
import { ok } from "./respond";

/** Answers with what is proved by now, which is what every attempt at it comes to. */
export const answerOwnVerification = async (ctx: Ctx, message: string): Promise<Response> =>
  ok(message, encodeOwnVerification(await getOwnVerification(ctx)));
