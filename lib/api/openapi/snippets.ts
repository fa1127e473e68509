import type { Operation } from "./operation";

/** The same call for two readers: a shell, and a program in TypeScript. */
export type Snippets = { curl: string; typescript: string };

type Call = { origin: string; operation: Operation; path: string; body: unknown };

/** How an operation is called, with its example's values; the token stands in `$TOKEN`. */
export function writeSnippets({ origin, operation, path, body }: Call): Snippets {
  const url = `${origin}/api/v1${path}`;
  const method = operation.method.toUpperCase();
  const needsToken = operation.audience !== "anyone" && operation.audience !== "signed";
  const json = body === undefined ? undefined : JSON.stringify(body, null, 2);
  const curl = [
    `curl ${method === "GET" ? "" : `-X ${method} `}'${url}'`,
    ...(needsToken ? [`-H "Authorization: Bearer $TOKEN"`] : []),
    ...(operation.bodyType ? ["--data-binary @picture.jpg"] : []),
    ...(json
      ? [`-H 'Content-Type: application/json'`, `-d '${json.replaceAll("'", "'\\''")}'`]
      : []),
  ];
  const headers = [
    ...(needsToken ? ['authorization: "Bearer " + process.env.TOKEN'] : []),
    ...(json ? [`"content-type": "application/json"`] : []),
  ];
  const options = [
    ...(method === "GET" ? [] : [`method: "${method}"`]),
    ...(headers.length > 0 ? [`headers: { ${headers.join(", ")} }`] : []),
    ...(json ? [`body: JSON.stringify(${json.replaceAll("\n", "\n  ")})`] : []),
  ];
  const argument = options.length > 0 ? `, {\n  ${options.join(",\n  ")},\n}` : "";
  return {
    curl: curl.join(" \\\n  "),
    typescript: `const response = await fetch("${url}"${argument});\nconst answer = await response.json();`,
  };
}
