import { expect, test } from "vitest";
import { fieldsOf } from "./request-log";
import { routeTemplate } from "./route-template";

const ID = "0198c0de-0000-4000-8000-000000000000";

test.each([
  ["/api/v1/health", {}, "/api/v1/health"],
  [`/api/sessions/${ID}/cancel`, { sessionId: ID }, "/api/sessions/[sessionId]/cancel"],
  ["/api/sessions/ada%40x.example", { sessionId: "ada%40x.example" }, "/api/sessions/[sessionId]"],
  ["/api/sessions/ada%40x.example", { sessionId: "ada@x.example" }, "/api/sessions/[sessionId]"],
  ["/api/sessions/sessions", { sessionId: "sessions" }, "/api/sessions/[sessionId]"],
  ["/api/ada@x.example/7", { path: ["ada@x.example", "7"] }, "/api/[...path]"],
  ["/elsewhere", { path: "ada@x.example" }, "unknown"],
])("%s is told as its template", (path, params, template) => {
  expect(routeTemplate(path, params)).toBe(template);
});

const from = (id: string) =>
  fieldsOf(new Request("http://x.example", { headers: { "x-request-id": id } }));

test("a request's id is ours, and a well-formed one of the caller stands beside it", () => {
  expect(from(ID)).toMatchObject({ callerRequestId: ID });
  expect(from(ID).requestId).not.toBe(ID);
  for (const wrong of ["ada@private.example", "short", "a b c d e f g h", "x".repeat(65)])
    expect(from(wrong)).not.toHaveProperty("callerRequestId");
});

test("only what is an id is said to be a session's", () => {
  const request = new Request("http://x.example");
  expect(fieldsOf(request, { sessionId: ID })).toMatchObject({ sessionId: ID });
  expect(fieldsOf(request, { sessionId: "ada@private.example" })).not.toHaveProperty("sessionId");
});
