const shortForms = ["researchers", "time-slots", "sessions"];

// Read at build time, so nothing here may depend on where the build is served.
const headers = {
  // For what is no page: data, pictures, files. Were it shown as one, it could load, run and send nothing.
  // Pages get a policy with a nonce (app/_pages/page-policy.ts) instead of this one.
  "Content-Security-Policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  // No other site may show a page of ours, with its buttons that accept, cancel and pay, in a frame of its own.
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  // Other sites learn that a visitor came from here, not from which session.
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
  // Browsers mind it over https only.
  "Strict-Transport-Security": "max-age=31536000",
};

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The arguments of server functions hold passwords and card holders' names.
  logging: { serverFunctions: false },
  experimental: {
    // Forms and editors; lib/platform/unread-actions.ts says the same. Pictures go elsewhere.
    serverActions: { bodySizeLimit: "256kb" },
    // More than the largest picture with what its form wraps around it: the page refuses beyond that itself.
    proxyClientMaxBodySize: "6mb",
  },
  // Native code and worker threads load from node_modules as they are.
  serverExternalPackages: [
    "@node-rs/argon2",
    "pino",
    "postgres",
    "prom-client",
    "rate-limiter-flexible",
  ],
  async headers() {
    const list = Object.entries(headers).map(([key, value]) => ({ key, value }));
    return [{ source: "/:path*", headers: list }];
  },
  async redirects() {
    // Mails that are out lead to where a researcher's bookings were at first.
    return [
      {
        source: "/bookings/:path*",
        destination: "/dashboard/bookings/:path*",
        permanent: true,
      },
    ];
  },
  async rewrites() {
    return [
      ...shortForms.flatMap((name) => [
        { source: `/api/${name}`, destination: `/api/v1/consulting/${name}` },
        { source: `/api/${name}/:path*`, destination: `/api/v1/consulting/${name}/:path*` },
      ]),
      {
        source: "/api/payment/:verb(intent|confirm)",
        destination: "/api/v1/consulting/payments/:verb",
      },
    ];
  },
};

export default config;
