const shortForms = ["researchers", "time-slots", "sessions"];

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The arguments of server functions hold passwords and card holders' names.
  logging: { serverFunctions: false },
  // Native code and worker threads load from node_modules as they are.
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres"],
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
