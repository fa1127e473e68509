import { z } from "zod";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { created } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { anonymousContext } from "@/lib/auth/current-context";
import { RegisterUser } from "@/lib/auth/inputs";
import { limitCaller } from "@/lib/auth/limit-caller";
import { registerUser } from "@/lib/auth/register-user";

const { name, email, password, timeZone } = RegisterUser.shape;
const Body = z.object({ name, email, password, time_zone: timeZone });

export const POST = route(async (request) => {
  await limitCaller(request, "register");
  const { time_zone: timeZone, ...body } = parseInput(Body, await jsonBody(request));
  const user = await registerUser(anonymousContext(), { ...body, timeZone, returnTo: null });
  return created("Account created. Confirm the e-mail address with the link we sent", {
    id: user.id,
    name: user.name,
    email: user.email,
    time_zone: user.timeZone,
    email_verified: false,
  });
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
