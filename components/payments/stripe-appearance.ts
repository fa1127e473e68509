import type { Appearance } from "@stripe/stripe-js";

/** Our tokens as plain colours: what lies behind `light-dark()` only a painted element can tell. */
function painted(token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The card form in the page's own type and colours, light or dark as the page is now. */
export function stripeAppearance(): Appearance {
  const { fontFamily } = getComputedStyle(document.body);
  return {
    theme: "flat",
    variables: {
      colorPrimary: painted("--color-accent"),
      colorBackground: painted("--color-raised"),
      colorText: painted("--color-ink"),
      colorTextSecondary: painted("--color-muted"),
      colorTextPlaceholder: painted("--color-muted"),
      colorDanger: painted("--color-failure"),
      fontFamily,
      fontSizeBase: "15px",
      fontWeightMedium: "500",
      borderRadius: "6px",
      spacingUnit: "4px",
    },
    rules: {
      ".Input": { border: `1px solid ${painted("--color-outline")}`, boxShadow: "none" },
      ".Input:focus": {
        border: `1px solid ${painted("--color-accent")}`,
        boxShadow: `0 0 0 1px ${painted("--color-accent")}`,
      },
    },
  };
}

/** Calls back when the page turns light or dark, by the system or by the reader's choice. */
export function onThemeChange(changed: () => void): () => void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const chosen = new MutationObserver(changed);
  media.addEventListener("change", changed);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    media.removeEventListener("change", changed);
    chosen.disconnect();
  };
}
