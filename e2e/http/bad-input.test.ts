import { afterAll, beforeAll, expect, test } from "vitest";
import { CONSULTING, expectFailure, stranger } from "./support/api";
import { giveUp } from "./support/booking";
import { app } from "./support/stack";
import { type Method, Target, UNKNOWN } from "./support/target";

let target: Target;
beforeAll(async () => {
  target = await Target.create("andrew-macleod");
});
afterAll(() => giveUp(target.reader, target.sessionId));

/** Every endpoint that takes a body. */
const withBody = (): [Method, string][] => [
  ["POST", "/api/v1/auth/register"],
  ["POST", "/api/v1/auth/token"],
  ["POST", "/sessions"],
  ["POST", "/payments/intent"],
  ["POST", "/payments/confirm"],
  ["POST", `/sessions/${target.sessionId}/reschedule`],
  ["POST", "/api/sessions"],
  ["POST", "/api/payment/intent"],
];

test("bodies that are no JSON, no object, of another type, or huge are refused everywhere", async () => {
  for (const [method, path] of withBody()) {
    const send = (body: string, type = "application/json") => ({ method, path, body, type });
    const wrong = { status: 400, code: "INVALID_INPUT", field: "body" };
    for (const text of ["", "{", "{'a':1}", "undefined", '{"a":1}}', "\u0000"])
      await target.expectRefused(send(text), wrong);
    for (const text of ["null", "[]", "7", '"text"', "true", "[{}]"])
      await target.expectRefused(send(text), { status: 400, code: "INVALID_INPUT" });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])
      await target.expectRefused(send("{}", type), { status: 415, code: "UNSUPPORTED_MEDIA_TYPE" });
    const huge = JSON.stringify({ questions: "x".repeat(64 * 1024) });
    await target.expectRefused(send(huge), { status: 413, code: "PAYLOAD_TOO_LARGE" });
  }
});

test("a body that comes in pieces is refused as soon as it is too large", async () => {
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent += 1;
      if (sent > 400) controller.close();
      else controller.enqueue(new Uint8Array(16 * 1024).fill(120));
    },
  });
  const init = { method: "POST", body, duplex: "half" as const };
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${target.reader.api.token}`,
  };
  const answer = await fetch(`${app}${CONSULTING}/sessions`, { ...init, headers });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ error: { code: "PAYLOAD_TOO_LARGE" } });
});

test("ids in the path: malformed ones are named, unknown ones do not exist", async () => {
  const move = { time_slot_id: target.slot.id };
  const paths: [Method, (id: string) => string, string, unknown?][] = [
    ["GET", (id) => `/researchers/${id}`, "researcher_id"],
    ["GET", (id) => `/researchers/${id}/availability`, "researcher_id"],
    ["GET", (id) => `/researchers/paper/${id}`, "paper_id"],
    ["GET", (id) => `/sessions/${id}`, "session_id"],
    ["POST", (id) => `/sessions/${id}/cancel`, "session_id"],
    ["PATCH", (id) => `/sessions/${id}/cancel`, "session_id"],
    ["POST", (id) => `/sessions/${id}/accept`, "session_id"],
    ["POST", (id) => `/sessions/${id}/reschedule`, "session_id", move],
  ];
  for (const [method, path, field, body] of paths) {
    const rest = body ? { body: JSON.stringify(body), type: "application/json" } : {};
    await target.expectRefused({ method, path: path(UNKNOWN), ...rest }, { status: 404 });
    for (const id of ["1", `${UNKNOWN}0`, "%00", "a%2Fb", "' or 1=1", "😀", "x".repeat(5000)]) {
      const request = { method, path: path(encodeURI(id).replaceAll("%25", "%")), ...rest };
      await target.expectRefused(request, { status: 400, code: "INVALID_INPUT", field });
    }
  }
  for (const id of ["1", target.slot.id.slice(1), `${target.slot.id}A`, "%00", "x".repeat(31)])
    await target.expectRefused(
      { method: "GET", path: `/time-slots/${id}` },
      { status: 400, field: "time_slot_id" },
    );
});

test("what is not there, and methods that are not, answer in the same envelope", async () => {
  const unknown = ["/api/v1/consulting", "/api/v1/consulting/unicorns", "/api/v1/nothing/at/all"];
  for (const path of [...unknown, "/api/nothing", "/api/v1/webhooks/paypal", "/api/payment/refund"])
    for (const method of ["GET", "POST", "PATCH", "DELETE", "PUT"] as const)
      await target.expectRefused({ method, path }, { status: 404, code: "NOT_FOUND" });
  const table: [string, Method[], string][] = [
    ["/researchers", ["POST", "PUT", "PATCH", "DELETE"], "GET"],
    [`/sessions/${target.sessionId}`, ["POST", "PUT", "PATCH", "DELETE"], "GET"],
    [`/sessions/${target.sessionId}/cancel`, ["GET", "PUT", "DELETE"], "PATCH, POST"],
    ["/sessions", ["PUT", "PATCH", "DELETE"], "GET, POST"],
    ["/payments/intent", ["GET", "PUT", "DELETE"], "POST"],
    ["/api/v1/webhooks/stripe", ["GET", "PUT"], "POST"],
    ["/api/v1/auth/token", ["GET", "DELETE"], "POST"],
  ];
  for (const [path, methods, allowed] of table)
    for (const method of methods) {
      await target.expectRefused({ method, path }, { status: 405, code: "METHOD_NOT_ALLOWED" });
      const { headers } = await target.reader.api.send(method, path);
      expect(headers.get("allow")?.split(", ").sort().join(", ")).toBe(allowed);
    }
});

test("without a token nothing is told, whatever is asked", async () => {
  for (const path of [
    "/researchers",
    "/researchers/search?query=a",
    `/researchers/${target.owner.researcherId}`,
    `/researchers/${target.owner.researcherId}/availability`,
    `/time-slots/${target.slot.id}`,
    "/sessions",
    `/sessions/${UNKNOWN}`,
    "/api/researchers",
  ])
    expectFailure(await stranger.get(path), 401, "UNAUTHENTICATED");
  for (const path of ["/sessions", "/payments/intent", "/payments/confirm"])
    expectFailure(await stranger.post(path, {}), 401, "UNAUTHENTICATED");
});
