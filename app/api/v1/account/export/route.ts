import { Readable } from "node:stream";
import { exportAccount } from "@/lib/accounts/export/export-account";
import { verifiedContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";

export const GET = route(async (request) => {
  const ctx = await verifiedContext(request);
  const text = Readable.from(await exportAccount(ctx));
  const day = ctx.now.toISOString().slice(0, 10);
  return new Response(Readable.toWeb(text) as ReadableStream, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="colloquy-${day}.json"`,
      "cache-control": "private, no-store",
    },
  });
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
