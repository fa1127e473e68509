import { connection } from "next/server";

/** The least that a page made per request can be. */
export default async function EmptyPage() {
  await connection();
  return <main>Nothing</main>;
}
