"use client";

import type { ComponentProps } from "react";
import { When } from "@/components/ui/when";
import { useReaderZone } from "./use-reader-zone";

/** A moment in the reader's own zone, whatever zone the server wrote the page in. */
export function LocalWhen({ zone, ...rest }: ComponentProps<typeof When>) {
  return <When {...rest} zone={useReaderZone(zone)} />;
}
