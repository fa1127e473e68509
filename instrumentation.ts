import type { Instrumentation } from "next";

/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  // Next compiles this file for its edge runtime too, where nothing below could even be loaded.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { observeHttp } = await import("@/lib/platform/observe-http");
  const { readRoutes } = await import("@/lib/platform/route-of");
  observeHttp(await readRoutes());
}

/** A page that fails: the digest is what its reader is shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { describeError, log } = await import("@/lib/platform/log");
  const { isUnreadAction } = await import("@/lib/platform/unread-actions");
  if (isUnreadAction(request.headers))
    return log.info({ method: request.method, ...describeError(error) }, "action not read");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const { routePath: route, routeType } = context;
  log.error(
    { digest, method: request.method, route, routeType, ...describeError(error) },
    "failed",
  );
};
