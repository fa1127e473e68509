type Params = Record<string, string | string[]>;

/**
 * The path with its parameters' names in place of their values: what strangers put there, a mail
 * address perhaps, is for no log. `/sessions/4f…/cancel` becomes `/sessions/[sessionId]/cancel`.
 */
export function routeTemplate(pathname: string, params: Params): string {
  const segments = pathname.split("/").map(decoded);
  for (const [name, value] of Object.entries(params)) {
    const values = (Array.isArray(value) ? value : [value]).map(decoded);
    const at = lastIndexOf(segments, values);
    if (at < 0) return "unknown";
    segments.splice(at, values.length, Array.isArray(value) ? `[...${name}]` : `[${name}]`);
  }
  return segments.join("/");
}

function lastIndexOf(segments: string[], values: string[]): number {
  for (let at = segments.length - values.length; at >= 0; at--) {
    if (values.every((value, n) => segments[at + n] === value)) return at;
  }
  return -1;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
