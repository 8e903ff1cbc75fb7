# Usher in a container: one executable for every role, nothing else. `docker build -t usher .`
FROM node:22-bookworm-slim AS build
WORKDIR /usher
COPY package.json package-lock.json .npmrc ./
COPY packages ./packages
COPY scripts ./scripts
COPY tsconfig*.json ./
RUN npm run build && mkdir /data

FROM debian:bookworm-slim
COPY --from=build /usher/dist/usher /usr/local/bin/usher
# A user of its own, without a home; only /data is written to.
COPY --from=build --chown=65532:65532 /data /data
USER 65532:65532
VOLUME /data
ENV USHER_MONOLITH__DATA_DIR=/data USHER_BALANCER__OPERATOR_HOST=0.0.0.0
EXPOSE 8080 8089 3000 3002
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=4s --start-period=10s \
  CMD ["usher", "health", "http://127.0.0.1:8089/healthz"]
ENTRYPOINT ["usher"]
CMD ["--help"]
