const WRITTEN =
  /^(?:doi:\s*|(?:https?:\/\/)?(?:dx\.)?(?:www\.)?doi\.org\/)?(10\.\d{4,9}\/\S{1,300})$/i;

/**
 * The DOI that a text is: "10.1234/x", "doi:10.1234/x" or a doi.org link, without query and closing
 * punctuation. Null for other text, so that a search can tell a pasted DOI from words.
 */
export function doiIn(text: string): string | null {
  const found = WRITTEN.exec(text.trim())?.[1];
  if (!found) return null;
  const fromLink = /doi\.org\//i.test(text);
  const doi = decode(fromLink ? found.replace(/[?#].*$/, "") : found).replace(/[.,;]+$/, "");
  return doi.includes("\0") ? null : doi;
}

function decode(doi: string): string {
  try {
    return decodeURIComponent(doi);
  } catch {
    return doi;
  }
}
