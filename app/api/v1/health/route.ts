import { otherMethods } from "@/lib/api/other-methods";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { minutelyJobs } from "@/lib/jobs";
import { checkHealth } from "@/lib/operations/check-health";
import { viewHealth } from "@/lib/operations/health-view";
import { probeDatabase } from "@/lib/platform/context";

export const GET = route(async () => {
  const health = await checkHealth({ db: probeDatabase(), now: new Date() }, minutelyJobs);
  // What is late is no reason to take this server from the others: they share the lateness.
  return json(viewHealth(health), health.status === "down" ? 503 : 200);
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
