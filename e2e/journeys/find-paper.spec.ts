import type { Page } from "@playwright/test";
import { Examiner } from "../support/examine";
import { expect, test } from "../support/test";

const MELTWATER = "Meltwater pathways beneath a surging tidewater glacier";

async function search(page: Page, text: string): Promise<void> {
  const main = page.locator("main");
  await main.getByRole("searchbox").fill(text);
  await main.getByRole("button", { name: "Search", exact: true }).click();
}

test("a pasted DOI leads to the paper, its author's profile and the invitation @every-width", async ({
  page,
}) => {
  await page.goto("/");
  await search(page, "https://doi.org/10.5555/fjordvik.2025.014");
  await expect(page.getByRole("heading", { level: 1, name: MELTWATER })).toBeVisible();
  await expect(page.getByText(/From OpenAlex, read on \w+day/)).toBeVisible();
  const authors = page.getByRole("region", { name: "Authors" }).getByRole("listitem");
  await expect(authors).toHaveCount(3);
  await expect(authors.nth(1)).toContainText("田中 由美");
  const invite = page.getByRole("link", { name: "Invite to Colloquy: Ingrid Solheim" });
  await expect(invite).toHaveAttribute("href", /^\/invite\?researcher=[\w-]{36}&paper=[\w-]{36}$/);

  await page.getByRole("link", { name: "Ingrid Solheim", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ingrid Solheim" })).toBeVisible();
  const main = page.locator("main");
  // Others may have collected more of her than the paper tells.
  await expect(main).toContainText(/Name, affiliation(,| and) ORCID iD( and [a-z ]+)?: OpenAlex/);
  await expect(main).not.toContainText("@");
  await expect(page.getByRole("link", { name: "Invite to Colloquy" })).toBeVisible();
  await expect(page.getByRole("link", { name: "This is me" })).toHaveAttribute(
    "href",
    /^\/claim\?researcher=ingrid-solheim-/,
  );
  await expect(page.getByRole("link", { name: "Remove my profile" })).toHaveAttribute(
    "href",
    /^\/remove-profile\?researcher=ingrid-solheim-/,
  );
});

test("a title that two papers have lets the reader choose", async ({ page }) => {
  await page.goto("/researchers");
  await search(page, "Sea ice thickness from satellite altimetry");
  const choices = page.getByRole("region", { name: "Which of these do you mean?" });
  await expect(choices.getByRole("article")).toHaveCount(2);
  await choices
    .getByRole("article")
    .filter({ hasText: "Polar Measurements" })
    .getByRole("link")
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Sea ice thickness/);
  await expect(page.getByText("10.5555/fjordvik.2024.077")).toBeVisible();
});

test("an author who is on Colloquy comes first, with times", async ({ page }) => {
  await page.goto("/papers/find?query=10.5555/fjordvik.2025.090");
  const here = page.getByRole("region", { name: "Authors on Colloquy" });
  await expect(here.getByRole("article")).toContainText("Amara Okafor");
  await expect(here.getByRole("article")).toContainText("first of 2 authors");
  const all = page.getByRole("region", { name: "All authors, as printed" });
  await expect(all.getByRole("link", { name: "See times: Amara Okafor" })).toBeVisible();
  await expect(all.getByRole("link", { name: /^Invite to Colloquy/ })).toHaveCount(1);
});

test("while the sources are down the reader is told, and finds the paper afterwards", async ({
  page,
  stack,
}, { project }) => {
  const doi = `10.5555/fjordvik.series.${project.name === "phone" ? "0401" : "0402"}`;
  const faults: string[] = [];
  for (const [service, path] of [
    ["openalex", `/openalex/works/doi:${doi}`],
    ["crossref", `/crossref/works/${encodeURIComponent(doi)}`],
  ]) {
    const body = JSON.stringify({ kind: "status", service, path, status: 503, times: 100 });
    const answer = await fetch(`${stack.sandbox}/_sandbox/faults`, { method: "POST", body });
    faults.push(((await answer.json()) as { id: string }).id);
  }
  await page.goto("/");
  await search(page, doi);
  await expect(page.getByText("OpenAlex and Crossref did not answer")).toBeVisible();
  for (const id of faults)
    await fetch(`${stack.sandbox}/_sandbox/faults?id=${id}`, { method: "DELETE" });
  await page.getByRole("link", { name: "Look again" }).click();
  await expect(page.getByRole("region", { name: "Authors" }).getByRole("listitem")).toHaveCount(3);
});

test("papers found and not found, and a collected profile, by axe @every-width", async ({
  page,
}) => {
  const examiner = new Examiner(page);
  const find = (query: string) => `/papers/find?${new URLSearchParams({ query })}`;
  await examiner.visit(find("10.5555/fjordvik.2025.014"), MELTWATER);
  await examiner.visit(find("10.5555/fjordvik.2021.007"), /does not melt$/);
  await page.goto(find("10.5555/fjordvik.2020.001"));
  await page.getByText("131 more authors").click();
  await examiner.examine(page.getByText("The Fjord Census Collaboration").last());
  await examiner.visit(find("10.5555/fjordvik.nowhere"), "We found no such paper");
  await examiner.visit(
    find("Sea ice thickness from satellite altimeters"),
    "Which of these do you mean?",
  );
  await page.goto(find("10.5555/fjordvik.2025.014"));
  await page.getByRole("link", { name: "Wei Zhang", exact: true }).click();
  await examiner.examine(page.getByRole("link", { name: "Remove my profile" }));
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a pasted arXiv address leads to the paper and its invitations @every-width", async ({
    page,
  }) => {
    await page.goto("/");
    await search(page, "https://arxiv.org/pdf/2503.04567v2.pdf");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "Learning firn density from passive microwaves",
    );
    await expect(page.getByRole("link", { name: "See times: Priya Raman" })).toBeVisible();
    const invite = page.getByRole("link", { name: "Invite to Colloquy: Wei Zhang" });
    await expect(invite).toHaveAttribute("href", /^\/invite\?/);
    await page.goto("/papers/find?query=10.5555/fjordvik.2020.001");
    await page.getByText("131 more authors").click();
    await expect(page.getByText("The Fjord Census Collaboration").last()).toBeVisible();
  });
});
