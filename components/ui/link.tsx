import NextLink from "next/link";
import type { ComponentProps } from "react";
import { LinkProgress } from "./link-progress";

/**
 * A link within the site. Next would fetch every page whose link comes into view: of pages that are
 * rendered when they are asked for that brings an outline only, which makes no visit faster and
 * costs the server more than the page in view. So a click is where the wait begins, and it shows.
 */
export function Link({ children, ...props }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink prefetch={false} {...props}>
      {children}
      <LinkProgress />
    </NextLink>
  );
}
