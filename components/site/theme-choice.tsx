"use client";

import { useState } from "react";
import { classes } from "@/components/ui/classes";
import { rememberChoice } from "./remember-choice";
import { THEME_COOKIE, THEMES, type Theme } from "./theme";

const words = { system: "Auto", light: "Light", dark: "Dark" } satisfies Record<Theme, string>;

/** Three words; the page changes at once and remembers. */
export function ThemeChoice({ initial }: { initial: Theme }) {
  const [chosen, setChosen] = useState(initial);

  function choose(theme: Theme) {
    setChosen(theme);
    rememberChoice(THEME_COOKIE, theme);
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  return (
    <fieldset className="flex items-center gap-1">
      <legend className="sr-only">Colours</legend>
      {THEMES.map((theme) => (
        <button
          key={theme}
          type="button"
          aria-pressed={chosen === theme}
          onClick={() => choose(theme)}
          className={classes(
            "min-h-8 rounded px-2.5 text-13 pointer-coarse:min-h-11",
            chosen === theme
              ? "bg-sunken font-medium text-ink"
              : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {words[theme]}
        </button>
      ))}
    </fieldset>
  );
}
