import { notFound } from "next/navigation";
import { pageContext } from "@/lib/auth/current-context";
import { calendarFile } from "@/lib/notifications/calendar-file";
import { DomainError } from "@/lib/platform/errors";
import { SessionId } from "@/lib/sessions/session-id";

type Context = { params: Promise<{ sessionId: string }> };

/** The session as a file for a calendar; for its two parties only. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const input = SessionId.safeParse(await params);
  if (!input.success) notFound();
  try {
    const file = await calendarFile(await pageContext(), input.data);
    return new Response(file, {
      headers: {
        "content-type": "text/calendar; charset=utf-8; method=PUBLISH",
        "content-disposition": 'attachment; filename="colloquy-session.ics"',
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    // Whoever is no party to it, signed in or not, learns nothing of it.
    if (error instanceof DomainError) notFound();
    throw error;
  }
}
