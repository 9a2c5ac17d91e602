# Build: native modules and the compiled program.
FROM node:22-bookworm-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

# Run: no compiler, no root, nothing to write but /data.
FROM node:22-bookworm-slim
ENV NODE_ENV=production FLAMES_HOME=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/bin ./bin
COPY --from=build /app/data ./data
COPY --from=build /app/migrations ./migrations
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
HEALTHCHECK --interval=60s --timeout=20s CMD ["node", "bin/flames", "status", "--json"]
ENTRYPOINT ["node", "bin/flames"]
CMD ["--help"]
