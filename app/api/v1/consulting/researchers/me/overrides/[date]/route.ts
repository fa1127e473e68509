import { z } from "zod";
import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput, parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idList } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { viewOverride } from "@/lib/availability/own-schedule-view";
import { SetOverride } from "@/lib/availability/schedule-input";
import { deleteOverride, setOverride } from "@/lib/availability/set-override";

const DateOnly = SetOverride.pick({ date: true });
const Body = SetOverride.omit({ date: true });
const Query = z.object({ acknowledge: idList.default([]) });

export const PUT = route<{ date: string }>(async (request, params) => {
  const ctx = await ownerContext(request);
  const { date } = parseInput(DateOnly, params);
  const body = parseInput(Body, await jsonBody(request));
  const override = await setOverride(ctx, { date, ...body });
  return ok("Override saved successfully", viewOverride(override));
});

export const DELETE = route<{ date: string }>(async (request, params) => {
  const ctx = await ownerContext(request);
  const { date } = parseInput(DateOnly, params);
  await deleteOverride(ctx, { date, ...parseQuery(Query, request) });
  return ok("Override deleted successfully", null);
});

export const { GET, PATCH, POST } = otherMethods("DELETE", "PUT");
