import { Badge } from "@/components/ui/badge";
import type { Worded } from "./state-words";

/** A state in a word, with its tone. */
export const StateOf = ({ state: [word, tone] }: { state: Worded }) => (
  <Badge tone={tone}>{word}</Badge>
);
