// postgres.js 3.4.9 writes to connections that the server has closed. When PostgreSQL restarts amid
// transactions, that throws where nobody can catch it, which ends a process; and the connection keeps
// believing that a write is under way, so that for most of a minute after the restart the queries it is
// given wait in vain (https://github.com/porsager/postgres/issues/1208). And a connection that is lost
// while it asks for the database's types fails where nobody listens, which ends a process too. Until a
// release has it, the installed copy is mended: such a write fails its query, and nothing is left of
// it; and whoever waits for the connection hears of its failure. It runs after an installation, and does nothing where it has been done.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const FILES = ["src/connection.js", "cjs/src/connection.js"];

const MENDINGS = [
  {
    before: `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)
`,
    after: `  function nextWrite(fn) {
    if (!socket) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
    const x = socket.write(chunk, fn)
`,
  },
  {
    before: `    incomings = null
    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
`,
    after: `    incomings = null
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
`,
  },
  {
    before: `        return fetchArrayTypes()
`,
    after: `        return fetchArrayTypes().catch(errored)
`,
  },
];

/**
 * Mends the copy under `root`, if there is one. Throws when it is another than is known.
 * @param {string} root
 */
export function mendPostgres(root) {
  for (const file of FILES) mend(path.join(root, "node_modules/postgres", file));
}

function mend(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return;
  }
  let mended = text;
  for (const { before, after } of MENDINGS) {
    if (mended.includes(after)) continue;
    if (!mended.includes(before)) {
      throw new Error(
        `${file} is not as scripts/mend-postgres.mjs knows it: see whether it is still needed`,
      );
    }
    mended = mended.replace(before, () => after);
  }
  if (mended === text) return;
  // In one go and under a name of its own: other folders may share the file, others may be reading it.
  writeFileSync(`${file}.mended`, mended);
  renameSync(`${file}.mended`, file);
}
