import { userContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import {
  ChooseMails,
  chooseMails,
  readMailChoices,
} from "@/lib/notifications/choices/choose-mails";

export const GET = route(async (request) =>
  ok("Notifications retrieved successfully", await readMailChoices(await userContext(request))),
);

export const PATCH = route(async (request) => {
  const ctx = await userContext(request);
  const choices = await chooseMails(ctx, parseInput(ChooseMails, await jsonBody(request)));
  return ok("Notifications saved successfully", choices);
});

export const { DELETE, POST, PUT } = otherMethods("GET", "PATCH");
