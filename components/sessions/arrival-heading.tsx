"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** The heading of something that took another's place: the focus moves here, as what had it is gone. */
export function ArrivalHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1} className="text-21 outline-none">
      {children}
    </h2>
  );
}
