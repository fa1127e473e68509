import { expect, type Locator, type Page } from "@playwright/test";

/** Fails unless the element has the focus, and the focus can be seen as an outline or a ring. */
export async function expectFocusSeen(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  const style = await target.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const isOutlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    return { isMarked: isOutlined || boxShadow !== "none", outlineStyle, outlineWidth, boxShadow };
  });
  expect(style, "the focus is marked").toMatchObject({ isMarked: true });
  await expect(target).toBeInViewport();
}

/** Fails when the focus is nowhere: on the body, or on something that is gone. */
export async function expectFocusKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName ?? "NONE"), {
      message: `the focus on ${new URL(page.url()).pathname}`,
    })
    .not.toMatch(/^(BODY|HTML|NONE)$/);
}

/** Presses Tab until the element has the focus; fails after `most` presses. */
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate(hasFocus)) return;
  }
  throw new Error(`${most} presses of Tab do not reach ${target}`);
}

/** Also inside shadow trees, whose host is what the document calls active. */
function hasFocus(element: Element): boolean {
  const root = element.getRootNode();
  return (root instanceof ShadowRoot ? root : document).activeElement === element;
}
