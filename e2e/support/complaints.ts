import { type BrowserContext, expect, type Page } from "@playwright/test";

/** Listens to what a browser complains of: errors on the console, exceptions, requests that fail. */
export class Complaints {
  readonly #heard: string[] = [];

  constructor(page: Page) {
    page.on("pageerror", (error) => this.#heard.push(`exception: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      this.#heard.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // Leaving a page gives up what it was still fetching ahead.
      if (reason !== "net::ERR_ABORTED") this.#heard.push(`request: ${reason} ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.#heard.push(`${response.status()} ${response.url()}`);
    });
  }

  /** Fails with everything heard so far that is not expected, and forgets it. */
  expectNone(where: string, expected?: RegExp): void {
    const heard = this.#heard.splice(0).filter((complaint) => !expected?.test(complaint));
    expect(heard, `complaints of the browser on ${where}`).toEqual([]);
  }
}

/** What any page of a context asks for against its Content-Security-Policy, as the browser tells it; grows. */
export function refusedByPolicy(context: BrowserContext): string[] {
  const refused: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error" && message.text().includes("Content Security Policy"))
      refused.push(`${message.text()} (${message.page()?.url()})`);
  });
  return refused;
}
