import { expect, inject, test } from "vitest";

const { app } = inject("stack");

test.each(["/api/v1/consulting/sessions/%ff", "/api/sessions/%", "/api/v1/%E0%A4%A"])(
  "%s is refused in the envelope",
  async (path) => {
    const response = await fetch(`${app}${path}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      success: false,
      error: { code: "INVALID_INPUT", details: { fields: { path: expect.any(String) } } },
    });
  },
);

test("a page's address that is no text is refused; one that is goes on", async () => {
  expect((await fetch(`${app}/sessions/%ff`)).status).toBe(400);
  expect((await fetch(`${app}/researchers/amara%2Dokafor`)).status).toBe(200);
  expect((await fetch(`${app}/researchers/nobody%20here`)).status).toBe(404);
});
