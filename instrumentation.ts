import type { Instrumentation } from "next";
import { describeError, log } from "@/lib/platform/log";
import { observeHttp } from "@/lib/platform/observe-http";
import { readRoutes } from "@/lib/platform/route-of";

/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  observeHttp(await readRoutes());
}

/** A page that fails: the digest is what its reader is shown. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const { routePath: route, routeType } = context;
  log.error(
    { digest, method: request.method, route, routeType, ...describeError(error) },
    "failed",
  );
};
