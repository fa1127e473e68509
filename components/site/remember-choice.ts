const YEAR_SECONDS = 31_536_000;

/** Keeps a choice that the server reads with the next page. No secret, so scripts may write it. */
export function rememberChoice(name: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}
