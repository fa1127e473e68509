# syntax=docker/dockerfile:1
# One image for the application, for migrations and for reconciliation; the settings come with the container.
FROM node:22-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

# postgres.js is mended after each installation, by these scripts.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
COPY scripts/postinstall.mjs scripts/mend-postgres.mjs scripts/

FROM packages AS build
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build && rm -rf .next/cache

FROM packages AS production
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev

FROM base
ENV NODE_ENV=production PORT=3000
COPY --from=production /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY package.json next.config.mjs tsconfig.json instrumentation.ts ./
COPY db db
COPY lib lib
COPY scripts scripts
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/api/v1/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "scripts/start.mjs"]
