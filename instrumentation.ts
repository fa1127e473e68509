import type { Instrumentation } from "next";
import { describeError, log } from "@/lib/platform/log";

/** A page that fails: the digest is what its reader is shown. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const { routePath: route, routeType } = context;
  log.error(
    { digest, method: request.method, route, routeType, ...describeError(error) },
    "failed",
  );
};
