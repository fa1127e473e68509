import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";

/** A TCP port on 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object"
          ? resolve(address.port)
          : reject(new Error("no port was given")),
      );
    });
  });
}

/** Another program listens on this port. */
export class PortTaken extends Error {
  constructor(readonly port: number) {
    super(`port ${port} is taken`);
  }
}

/** Throws PortTaken unless a server could listen there now, on every interface as `next start` does. */
export async function requireFreePort(port: number): Promise<void> {
  // Some systems let one program have the port everywhere and another the same on 127.0.0.1.
  const free = (await canListen({ port, host: "127.0.0.1" })) && (await canListen({ port }));
  if (!free) throw new PortTaken(port);
}

function canListen(where: { port: number; host?: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(where, () => server.close(() => resolve(true)));
  });
}

/**
 * The port that a file remembers, as long as it is free, else another, remembered from then on:
 * links made yesterday still lead somewhere today.
 */
export async function rememberedPort(file: string): Promise<number> {
  const known = Number(await readFile(file, "utf8").catch(() => ""));
  if (known > 0 && (await canListen({ port: known, host: "127.0.0.1" }))) return known;
  const port = await freePort();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, String(port));
  return port;
}
