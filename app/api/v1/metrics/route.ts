import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";
import { requireSecretToken } from "@/lib/api/secret-token";
import { minutelyJobs } from "@/lib/jobs";
import { METRICS_TYPE, writeMetrics } from "@/lib/operations/write-metrics";
import { probeDatabase } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";

export const GET = route(async (request) => {
  requireSecretToken(request, env().METRICS_TOKEN);
  const text = await writeMetrics({ db: probeDatabase(), now: new Date() }, minutelyJobs);
  const headers = { "content-type": METRICS_TYPE, "cache-control": "private, no-store" };
  return new Response(text, { headers });
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
