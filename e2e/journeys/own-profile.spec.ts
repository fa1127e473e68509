import type { Sql } from "postgres";
import { expectNoSidewaysScroll } from "../support/fits";
import { type Researcher, registerResearcher } from "../support/people";
import { picture } from "../support/pictures";
import { expect, test } from "../support/test";

const HOURS = { from: 540, to: 1020 };

/** As a profile is right after its owner joined: hidden, with nothing but a name. */
const strip = ({ slug }: Researcher, sql: Sql) => sql`
  update researchers set standing = 'hidden', rate_cents = null, payout_country = null, field = null
  where slug = ${slug}`;

test("a new profile says what it lacks, is filled in, previewed and published, and a reader finds it @every-width", async ({
  page,
  browser,
  stack,
  sql,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: HOURS });
  await strip(owner, sql);
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard");
  await page.getByRole("navigation", { name: "Dashboard" }).getByText("Profile").click();
  const aside = page.getByRole("complementary", { name: "What readers see" });
  await expect(aside.getByRole("listitem")).toHaveCount(5);
  await expect(aside).toContainText("The country you are paid in");
  await expect(aside.getByRole("button", { name: "Publish" })).toHaveCount(0);

  await page.getByLabel("Field", { exact: true }).fill("genomics");
  await page.getByLabel("Expertise").fill("zebrafish\nregeneration");
  await page.getByLabel("Bio").fill("I study how fins grow back.");
  await page.getByLabel(/^Rate/).fill("2100");
  await page.getByLabel("Country you are paid in").selectOption("Portugal");
  await page.getByRole("button", { name: "Save the profile" }).click();
  const rate = page.getByLabel(/^Rate/);
  await expect(rate).toBeFocused();
  await expect(rate).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("from $20 to $2,000 an hour.")).toBeVisible();
  await expect(page.getByLabel("Bio")).toHaveValue("I study how fins grow back.");
  await rate.fill("150");
  await expect(page.getByText(/You receive \$127\.50 an hour/)).toBeVisible();
  await page.getByRole("button", { name: "Save the profile" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(aside).toContainText("Everything it needs is there");
  await expectNoSidewaysScroll(page);

  await aside.getByRole("link", { name: "Preview" }).click();
  await expect(page.getByText("as readers will see it once it is published")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: owner.name })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Booking" })).toContainText("$150");
  await expect(page.getByRole("grid").first()).toBeVisible();
  await expectNoSidewaysScroll(page);

  const theirs = await (await browser.newContext()).newPage();
  expect((await theirs.goto(`${stack.app}/researchers/${owner.slug}`))?.status()).toBe(404);
  await page.getByRole("link", { name: "Back to editing" }).click();
  await aside.getByRole("button", { name: "Publish" }).click();
  await expect(aside.getByRole("heading", { name: "Readers see your profile" })).toBeVisible();
  const search = `${stack.app}/researchers?query=${encodeURIComponent(owner.name.split(" ").at(-1) ?? "")}`;
  await theirs.goto(search);
  const entry = theirs.getByRole("article").filter({ hasText: owner.name });
  await expect(entry).toContainText("$150");
  await expect(entry).toContainText("Next free");

  await page.getByLabel(/^Rate/).fill("180");
  await page.getByRole("button", { name: "Save the profile" }).click();
  await expect(page.getByText("Saved. Readers see it now.")).toBeVisible();
  // A page that is shared among visitors may be two seconds old.
  await expect(async () => {
    await theirs.reload();
    await expect(entry).toContainText("$180", { timeout: 1_000 });
  }).toPass();

  await aside.getByRole("button", { name: "Hide the profile" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Hide it" }).click();
  await expect(aside.getByRole("heading", { name: "Readers do not see" })).toBeVisible();
  await expect(async () => {
    await theirs.reload();
    await expect(entry).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  await theirs.context().close();
});

test("a picture is chosen, seen by readers, refused with words when it is none, and removed", async ({
  page,
  stack,
  sql,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: HOURS });
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard/profile");
  const region = page.getByRole("region", { name: "Picture" });
  await page.getByLabel("Choose a picture").setInputFiles(await picture());
  await expect(region.getByText("The new picture is on your profile.")).toBeVisible();
  const image = region.locator("img");
  await expect(image).toHaveAttribute("src", /^\/avatars\/[0-9a-f]{32}-256\.webp$/);
  const shown = () => image.evaluate((element: HTMLImageElement) => element.naturalWidth);
  await expect.poll(shown).toBe(256);

  const liar = { name: "me.png", mimeType: "image/png", buffer: Buffer.from("<svg></svg>") };
  await page.getByLabel("Choose another picture").setInputFiles(liar);
  await expect(region.getByText(/must be a JPEG, PNG or WebP file/)).toBeVisible();
  const huge = { ...liar, buffer: Buffer.alloc(6 * 1024 * 1024) };
  await page.getByLabel("Choose another picture").setInputFiles(huge);
  await expect(region.getByText(/This picture has 6 MB; at most 5 MB/)).toBeVisible();
  await expect(image).toBeVisible();

  await page.goto(`/researchers/${owner.slug}`);
  await expect(page.locator("main img").first()).toHaveAttribute("src", /-256\.webp$/);
  await page.goto("/dashboard/profile");
  await region.getByRole("button", { name: "Remove" }).click();
  await expect(region.getByText("The picture is gone.")).toBeVisible();
  await expect(image).toHaveCount(0);
});

test("where payouts do not reach, the form says so before and the profile after", async ({
  page,
  stack,
  sql,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: HOURS });
  await sql`update researchers set bio = 'Fins.', expertise = '{fins}' where slug = ${owner.slug}`;
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard/profile");
  await page.getByLabel("Country you are paid in").selectOption("Brazil");
  await expect(page.getByText("Payouts do not reach Brazil yet.")).toBeVisible();
  await page.getByRole("button", { name: "Save the profile" }).click();
  await expect(page.getByText("It takes no bookings yet")).toBeVisible();
  await page.goto(`/researchers/${owner.slug}`);
  await expect(page.getByText("payments do not reach their country yet")).toBeVisible();
  await expect(page.getByRole("grid")).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a profile and its picture are changed", async ({ page, stack, sql, signInAs }) => {
    const owner = await registerResearcher(stack.app, sql, { hours: HOURS });
    await signInAs(owner.email, owner.password);
    await page.goto("/dashboard/profile");
    await page.getByLabel("Position").fill("Reader in Fins");
    await page.getByLabel(/^Rate/).fill("cheap");
    await page.getByRole("button", { name: "Save the profile" }).click();
    await expect(page.getByText("from $20 to $2,000 an hour.")).toBeVisible();
    await expect(page.getByLabel("Position")).toHaveValue("Reader in Fins");
    await page.getByLabel(/^Rate/).fill("$1,200");
    await page.getByRole("button", { name: "Save the profile" }).click();
    await expect(page.getByText("Saved. Readers see it now.")).toBeVisible();

    const region = page.getByRole("region", { name: "Picture" });
    await region.getByRole("button", { name: "Upload" }).click();
    await expect(region.getByText("The picture could not be read")).toBeVisible();
    await region.getByLabel("Picture", { exact: true }).setInputFiles(await picture("#9c2f1d"));
    await region.getByRole("button", { name: "Upload" }).click();
    await expect(region.locator("img")).toBeVisible();

    await page.goto(`/researchers/${owner.slug}`);
    await expect(page.getByText("Reader in Fins")).toBeVisible();
    await expect(page.getByText("$1,200").first()).toBeVisible();
    await page.goto("/dashboard/profile");
    await region.getByRole("button", { name: "Remove" }).click();
    await expect(region.locator("img")).toHaveCount(0);
  });
});
