/**
 * The part of CEL that triggers, cancellations, waits and keys are written in: paths
 * (`event.data.id`, `event.data["id"]`), literals, `==` `!=` `<` `<=` `>` `>=`, `+`, `&&`, `||`,
 * `!`, parentheses and `has()`. A missing field is null.
 */
export type Scope = { [name: string]: unknown };
export type Expression = (scope: Scope) => unknown;

export class ExpressionError extends Error {
  override name = "ExpressionError";
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-<>+!().,[\]]))/y;

type Token = { kind: "number" | "text" | "word" | "sign"; text: string };

/** Throws an ExpressionError that names what is not supported. */
export function compileExpression(source: string): Expression {
  const tokens = tokenize(source);
  let at = 0;
  const peek = () => tokens[at]?.text;
  const fail = (): never => {
    const found = peek() === undefined ? "its end" : `"${peek()}"`;
    throw new ExpressionError(
      `The expression \`${source}\` is beyond the supported subset of CEL, at ${found}`,
    );
  };
  const take = (sign: string): boolean => {
    if (tokens[at]?.kind !== "sign" || peek() !== sign) return false;
    at += 1;
    return true;
  };
  const expect = (sign: string) => take(sign) || fail();

  function or(): Expression {
    let left = and();
    while (take("||")) left = both(left, and(), (a, b) => a() === true || b() === true);
    return left;
  }
  function and(): Expression {
    let left = comparison();
    while (take("&&")) left = both(left, comparison(), (a, b) => a() === true && b() === true);
    return left;
  }
  function comparison(): Expression {
    const left = sum();
    const sign = ["==", "!=", "<=", ">=", "<", ">"].find(take);
    if (sign === undefined) return left;
    return both(left, sum(), (a, b) => compare(sign, a(), b()));
  }
  function sum(): Expression {
    let left = unary();
    while (take("+")) left = both(left, unary(), (a, b) => add(a(), b()));
    return left;
  }
  function unary(): Expression {
    if (take("!")) {
      const inner = unary();
      return (scope) => inner(scope) !== true;
    }
    if (take("-")) {
      const inner = unary();
      return (scope) => -Number(inner(scope));
    }
    return primary();
  }
  function primary(): Expression {
    if (take("(")) {
      const inner = or();
      expect(")");
      return inner;
    }
    const token = tokens[at];
    if (!token || token.kind === "sign") return fail();
    at += 1;
    if (token.kind === "number") return () => Number(token.text);
    if (token.kind === "text") return () => unquote(token.text);
    if (token.text === "true" || token.text === "false") return () => token.text === "true";
    if (token.text === "null") return () => null;
    if (token.text === "has" && take("(")) {
      const inner = or();
      expect(")");
      return (scope) => (inner(scope) ?? null) !== null;
    }
    if (token.text !== "event" && token.text !== "async") {
      at -= 1;
      return fail();
    }
    return path(token.text);
  }
  function path(root: string): Expression {
    const steps: string[] = [];
    for (;;) {
      if (take(".")) {
        const name = tokens[at];
        if (name?.kind !== "word") return fail();
        at += 1;
        steps.push(name.text);
      } else if (take("[")) {
        const name = tokens[at];
        if (name?.kind !== "text" && name?.kind !== "number") return fail();
        at += 1;
        steps.push(name.kind === "text" ? unquote(name.text) : name.text);
        expect("]");
      } else break;
    }
    // A call such as `.startsWith(...)` is CEL too, but not supported here.
    if (peek() === "(") return fail();
    return (scope) => steps.reduce<unknown>(field, scope[root] ?? null);
  }

  const expression = or();
  if (at < tokens.length) fail();
  return expression;
}

/** Whether the condition holds; an absent condition does. */
export function holds(source: string | null | undefined, scope: Scope): boolean {
  return !source || compileExpression(source)(scope) === true;
}

/** A key as text, e.g. for idempotency and concurrency. */
export function keyOf(source: string, scope: Scope): string {
  const value = compileExpression(source)(scope);
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = source.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match)
      throw new ExpressionError(
        `The expression \`${source}\` is beyond the supported subset of CEL, at "${source.slice(from).trim()}"`,
      );
    const [, number, text, word, sign] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (text !== undefined) tokens.push({ kind: "text", text });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else tokens.push({ kind: "sign", text: sign ?? "" });
  }
  return tokens;
}

function both(
  left: Expression,
  right: Expression,
  join: (a: () => unknown, b: () => unknown) => unknown,
): Expression {
  return (scope) =>
    join(
      () => left(scope),
      () => right(scope),
    );
}

function compare(sign: string, a: unknown, b: unknown): boolean {
  if (sign === "==") return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  if (sign === "!=") return JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);
  const comparable =
    (typeof a === "number" && typeof b === "number") ||
    (typeof a === "string" && typeof b === "string");
  if (!comparable) return false;
  if (sign === "<") return a < b;
  if (sign === "<=") return a <= b;
  return sign === ">" ? a > b : a >= b;
}

function add(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") return a + b;
  return `${a ?? ""}${b ?? ""}`;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
  return (value as Record<string, unknown>)[name] ?? null;
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char);
}
const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r" };
