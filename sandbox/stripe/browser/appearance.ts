export type Appearance = {
  theme?: string;
  variables?: Record<string, string | undefined>;
};

/** The variables of Stripe's appearance that the form obeys, with the defaults of each theme. */
const defaults: Record<string, string> = {
  colorPrimary: "#0570de",
  colorBackground: "#ffffff",
  colorText: "#30313d",
  // Mixed from what the page chose, so that they stay readable on its background.
  colorTextSecondary: "color-mix(in srgb, var(--colorText) 78%, var(--colorBackground))",
  colorTextPlaceholder: "color-mix(in srgb, var(--colorText) 66%, var(--colorBackground))",
  colorDanger: "#c01c45",
  borderRadius: "5px",
  fontFamily: "system-ui, sans-serif",
  fontSizeBase: "16px",
  fontWeightNormal: "400",
  fontWeightMedium: "500",
  spacingUnit: "4px",
};
const night: Record<string, string> = {
  colorPrimary: "#85d996",
  colorBackground: "#30313d",
  colorText: "#ffffff",
  colorDanger: "#fe87a1",
};

/** Puts an appearance on an element as custom properties, which a Content-Security-Policy allows. */
export function applyAppearance(element: HTMLElement, appearance: Appearance = {}): void {
  const base = appearance.theme === "night" ? { ...defaults, ...night } : defaults;
  for (const [name, fallback] of Object.entries(base))
    element.style.setProperty(`--${name}`, appearance.variables?.[name] ?? fallback);
}

const styles = `
  :host { display: block; font-family: var(--fontFamily); font-size: var(--fontSizeBase);
    font-weight: var(--fontWeightNormal); line-height: 1.4; color: var(--colorText); }
  * { box-sizing: border-box; }
  .form { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(9rem, 100%), 1fr));
    gap: calc(var(--spacingUnit) * 4) calc(var(--spacingUnit) * 3); }
  .wide { grid-column: 1 / -1; }
  label { display: block; margin-bottom: var(--spacingUnit); font-size: 0.93em;
    font-weight: var(--fontWeightMedium); }
  input { display: block; width: 100%; min-width: 0; min-height: 44px; margin: 0;
    padding: calc(var(--spacingUnit) * 2) calc(var(--spacingUnit) * 3); font: inherit;
    font-size: max(16px, 1em); font-variant-numeric: tabular-nums; color: var(--colorText);
    background: var(--colorBackground); border-radius: var(--borderRadius); appearance: none;
    border: 1px solid color-mix(in srgb, var(--colorText) 45%, var(--colorBackground)); }
  input::placeholder { color: var(--colorTextPlaceholder); opacity: 1; }
  input:focus { outline: 2px solid var(--colorPrimary); outline-offset: 1px;
    border-color: var(--colorPrimary); }
  input[aria-invalid="true"] { border-color: var(--colorDanger); color: var(--colorDanger); }
  input:disabled { opacity: 0.6; }
  .problem { margin: var(--spacingUnit) 0 0; font-size: 0.93em; color: var(--colorDanger); }
  .problem:empty { display: none; }
  dialog { width: min(26rem, calc(100vw - 2rem)); padding: calc(var(--spacingUnit) * 6);
    color: var(--colorText); background: var(--colorBackground); border-radius: var(--borderRadius);
    border: 1px solid color-mix(in srgb, var(--colorText) 30%, var(--colorBackground)); }
  dialog::backdrop { background: rgb(0 0 0 / 0.55); }
  h2 { margin: 0 0 calc(var(--spacingUnit) * 2); font: inherit; font-size: 1.25em;
    font-weight: 600; }
  p { margin: 0 0 calc(var(--spacingUnit) * 4); }
  .note { font-size: 0.87em; color: var(--colorTextSecondary); }
  .actions { display: flex; flex-wrap: wrap; gap: calc(var(--spacingUnit) * 2);
    margin-bottom: calc(var(--spacingUnit) * 4); }
  button { flex: 1 1 11rem; min-height: 44px; padding: 0 1rem; font: inherit; cursor: pointer;
    border-radius: var(--borderRadius); border: 1px solid currentcolor; background: transparent;
    color: inherit; }
  button.primary { font-weight: var(--fontWeightMedium); color: var(--colorBackground);
    background: var(--colorPrimary); border-color: var(--colorPrimary); }
  button:focus-visible { outline: 2px solid var(--colorPrimary); outline-offset: 2px; }
  button:disabled { opacity: 0.6; cursor: progress; }
`;

/** A shadow root, so that neither the page's styles nor these leak into each other. */
export function createStyledRoot(host: HTMLElement): ShadowRoot {
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  return root;
}
