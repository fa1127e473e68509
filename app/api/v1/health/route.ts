import { otherMethods } from "@/lib/api/other-methods";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { database } from "@/lib/platform/context";
import { checkHealth } from "@/lib/platform/health";

export const GET = route(async () => {
  const health = await checkHealth({ db: database() });
  const isUp = health.database === "ok";
  return json({ status: isUp ? "ok" : "unavailable", ...health }, isUp ? 200 : 503);
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
