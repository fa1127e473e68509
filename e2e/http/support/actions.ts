import { readFile } from "node:fs/promises";
import { app } from "./stack";

export type ServerAction = { id: string; name: string };

/** Every server action of the build, by its file and name. */
export async function serverActions(): Promise<ServerAction[]> {
  const text = await readFile(".next/server/server-reference-manifest.json", "utf8");
  const known = JSON.parse(text).node as Record<string, { exportedName: string; filename: string }>;
  return Object.entries(known).map(([id, { exportedName, filename }]) => ({
    id,
    name: `${filename} ${exportedName}`,
  }));
}

/** Calls an action of a page as the page's script does, in a browser with these cookies. */
export async function callAction(
  path: string,
  name: string,
  values: object,
  cookie = "",
): Promise<Response> {
  const action = (await serverActions()).find((each) => each.name.endsWith(` ${name}`));
  if (!action) throw new Error(`there is no action ${name}`);
  return fetch(`${app}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: {
      accept: "text/x-component",
      "next-action": action.id,
      origin: new URL(app).origin,
      ...(cookie && { cookie }),
    },
    body: JSON.stringify([values]),
  });
}
