import { Badge } from "@/components/ui/badge";
import type { SessionState } from "@/lib/sessions/states";
import { stateWord } from "./session-words";

/** A session's state as its reader or its researcher calls it. */
export function StateBadge(props: { state: SessionState; seenBy: "reader" | "researcher" }) {
  const [word, tone] = stateWord(props.state, props.seenBy);
  return <Badge tone={tone}>{word}</Badge>;
}
