import { expect, test } from "vitest";
import { app } from "./support/stack";

const look = (path: string) => fetch(`${app}${path}`, { redirect: "manual" });
const locationOf = (response: Response) => {
  const { pathname, search } = new URL(response.headers.get("location") ?? "", app);
  return `${pathname}${search}`;
};

test.each(["/bookings", "/bookings/2f7d7c1e-6a42-4b0e-9f0e-3f0a8f6f1c11?from=mail"])(
  "%s, an address that earlier mails carry, leads into the dashboard for good",
  async (path) => {
    const response = await look(path);
    expect(response.status).toBe(308);
    expect(locationOf(response)).toBe(`/dashboard${path}`);
  },
);

test.each(["/dashboard", "/dashboard/bookings"])(
  "%s asks whoever is signed out to sign in, and brings them back",
  async (path) => {
    const response = await look(path);
    expect(response.status).toBe(307);
    expect(locationOf(response)).toBe(`/sign-in?return_to=${encodeURIComponent(path)}`);
  },
);
