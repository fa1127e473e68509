import type { ComponentProps } from "react";
import { Choices } from "@/components/ui/choices";
import { LatestTable } from "./latest-table";
import { stateChoices } from "./state-choices";

type StateListProps<Row extends { id: string }> = Omit<
  ComponentProps<typeof LatestTable<Row>>,
  "given" | "empty"
> & {
  states: Parameters<typeof stateChoices>[1];
  /** The one that is shown; without it all are. */
  state: string | undefined;
};

/** One page of a list that its caption names in the plural, newest first, with the choice of the state that is shown. */
export function StateList<Row extends { id: string }>(props: StateListProps<Row>) {
  const { states, state, ...list } = props;
  return (
    <>
      <Choices className="mb-6" label="State" choices={stateChoices(list.path, states, state)} />
      <LatestTable
        {...list}
        given={{ state }}
        empty={`No ${list.caption.toLowerCase()} ${state ? "in this state" : "yet"}`}
      />
    </>
  );
}
