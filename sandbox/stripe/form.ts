import { invalidRequest } from "./errors";

/** A form as Stripe reads it: `a[b]=1&c[]=2&d[0]=3` is `{a: {b: "1"}, c: ["2"], d: ["3"]}`. */
export type FormValue = string | FormValue[] | FormObject;
export type FormObject = { [key: string]: FormValue };

type Branch = Map<string, Branch | string>;

const MAX_DEPTH = 10;

/** Parses an urlencoded body or query whose keys use brackets; later values win. */
export function parseForm(text: string): FormObject {
  const root: Branch = new Map();
  for (const [key, value] of new URLSearchParams(text)) {
    if (`${key}${value}`.includes("\0"))
      throw invalidRequest(`Invalid character in '${key.replaceAll("\0", "")}'.`);
    const path = keyPath(key);
    if (path.length > MAX_DEPTH) throw invalidRequest(`'${path[0]}' is nested too deeply.`);
    plant(root, path, value);
  }
  return toObject(root);
}

function keyPath(key: string): string[] {
  const head = key.split("[", 1)[0] ?? "";
  const rest = [...key.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "");
  return [head, ...rest];
}

function plant(root: Branch, path: string[], value: string): void {
  let branch = root;
  path.forEach((part, depth) => {
    // `a[]=1&a[]=2` appends: each empty index is the next number.
    const name = part === "" ? String(branch.size) : part;
    if (depth === path.length - 1) {
      branch.set(name, value);
      return;
    }
    const next = branch.get(name);
    const child: Branch = next instanceof Map ? next : new Map();
    branch.set(name, child);
    branch = child;
  });
}

function toObject(branch: Branch): FormObject {
  // Object.fromEntries defines own properties, so a key such as __proto__ is only a key.
  return Object.fromEntries([...branch].map(([name, value]) => [name, toValue(value)]));
}

function toValue(value: Branch | string): FormValue {
  if (typeof value === "string") return value;
  const isList = [...value.keys()].every((name) => /^\d+$/.test(name));
  return isList ? [...value.values()].map(toValue) : toObject(value);
}
