import type { MetadataRoute } from "next";
import { env } from "@/lib/platform/env";

// The site's own address is known at run time only.
export const dynamic = "force-dynamic";

/** Search engines may read the public pages; the rest is behind a sign-in, or a link that was mailed. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      disallow: [
        "/api/",
        "/account",
        "/admin",
        "/book",
        "/checkout/",
        "/dashboard",
        "/sessions",
        "/papers/find",
      ],
    },
    sitemap: new URL("/sitemap.xml", env().APP_URL).href,
  };
}
