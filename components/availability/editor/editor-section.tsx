import type { ReactNode } from "react";

/** A part of the availability page under its heading. */
export function EditorSection(props: {
  id: string;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-heading`}>
      <h2 id={`${props.id}-heading`} className="text-21">
        {props.title}
      </h2>
      {props.lead && <p className="mt-1 max-w-reading text-muted">{props.lead}</p>}
      <div className="mt-4">{props.children}</div>
    </section>
  );
}
