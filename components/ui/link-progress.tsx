"use client";

import { useLinkStatus } from "next/link";

/**
 * A line along the top of the window while the page behind the link around it is on its way. The
 * browser shows nothing of its own for such a visit; Next tells screen readers when it has arrived.
 */
export function LinkProgress() {
  const { pending } = useLinkStatus();
  return pending && <span aria-hidden="true" className="link-progress" />;
}
