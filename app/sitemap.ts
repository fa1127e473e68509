import type { MetadataRoute } from "next";
import { anonymousContext } from "@/lib/auth/current-context";
import { env } from "@/lib/platform/env";
import { listPublicAddresses } from "@/lib/researchers/list-public-addresses";

// Read from the database, whose address is known at run time only.
export const dynamic = "force-dynamic";

const STANDING = [
  "/",
  "/researchers",
  "/membership",
  "/apply",
  "/docs/api",
  "/terms",
  "/privacy",
  "/refunds",
];

/** Bookable profiles, their papers and the pages that do not change, for search engines. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const absolute = (path: string) => new URL(path, env().APP_URL).href;
  const addresses = await listPublicAddresses(anonymousContext());
  return [
    ...STANDING.map((path) => ({ url: absolute(path) })),
    ...addresses.map(({ path, changedAt }) => ({ url: absolute(path), lastModified: changedAt })),
  ];
}
