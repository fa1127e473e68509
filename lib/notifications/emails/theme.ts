/** The site's colours and type, spelled out because mail programs know no variables. */
export const paper = "#fbfaf7";
export const ink = "#1c1b1a";
export const quiet = "#625e58";
export const hairline = "#e2ded5";
export const viridian = "#0e6253";

export const serif = "'Source Serif 4', Georgia, 'Times New Roman', serif";
export const sans = "Inter, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";

/** Dark colours for the programs that honour them; the others keep the light ones. */
export const darkStyles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper, .paper > table > tbody > tr > td { background-color: #191817 !important; }
  .ink { color: #eceae5 !important; }
  .quiet { color: #a8a39a !important; }
  .link { color: #74c2b0 !important; }
  .action { background-color: #74c2b0 !important; color: #14201d !important; }
  .hairline { border-color: #37342f !important; }
}
@media (max-width: 480px) {
  .sheet { padding: 24px 20px !important; }
  .action { display: block !important; text-align: center !important; }
}`;
