const ORIGIN = "https://colloquy.invalid";

/**
 * A path within this site to go back to, or null: never another origin, whichever way a browser
 * would read the text (`//host`, `/\host`, tabs, encoded lines), and never an API route.
 */
export function safeReturnTo(value: unknown): string | null {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 500) return null;
  if (/[\\\p{Cc}]/u.test(value)) return null;
  if (!URL.canParse(value, ORIGIN)) return null;
  const url = new URL(value, ORIGIN);
  if (url.origin !== ORIGIN || url.pathname.startsWith("//")) return null;
  if (url.pathname.startsWith("/api/")) return null;
  return url.pathname + url.search + url.hash;
}

/** A page's address that carries the way back. */
export function withReturnTo(path: string, returnTo: string | null): string {
  if (returnTo === null) return path;
  const separator = path.includes("?") ? "&" : "?";
  return `${path}${separator}return_to=${encodeURIComponent(returnTo)}`;
}
