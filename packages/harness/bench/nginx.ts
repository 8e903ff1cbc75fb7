import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@usher/kit/testing';
import { freePort } from '../src/free-port.ts';
import { tempDir } from '../src/temp-dir.ts';
import { startDirect } from './servers.ts';
import type { Server } from './stand.ts';

const PATH = Bun.which('nginx', { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` });

/** What the table says where nginx would be. */
export const NGINX_MISSING = 'nginx is not installed: apt-get install nginx-light';

export const hasNginx = PATH !== null;

/**
 * nginx passing WebSockets and HTTP through to one server, one connection there for each client; `null` where it is not installed.
 * @param httpPort where that server is, if not one of its own
 */
export async function startNginx(httpPort: number | null = null): Promise<Server | null> {
  if (PATH === null) return null;
  await using started = new AsyncDisposableStack();
  const directory = started.use(tempDir());
  const backend = started.use(await startDirect());
  const port = freePort();
  const file = join(directory.path, 'nginx.conf');
  writeFileSync(file, configuration(port, httpPort ?? backend.port, directory.path));
  const nginx = Bun.spawn([PATH, '-p', directory.path, '-c', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  started.defer(async () => {
    nginx.kill('SIGKILL');
    await nginx.exited;
  });
  await until('nginx answers', () => answers(port));
  const owned = started.move();
  return {
    ...backend,
    name: 'nginx',
    pid: nginx.pid,
    port,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** One process, so that its accounting is all of it. No access log, and bodies are not buffered on disk: as we do it. */
const configuration = (port: number, backend: number, directory: string) => `
daemon off;
master_process off;
pid ${directory}/pid;
error_log ${directory}/error.log;
worker_rlimit_nofile 20000;
events { worker_connections 16384; }
http {
  access_log off;
  client_body_temp_path ${directory}/body;
  proxy_request_buffering off;
  proxy_max_temp_file_size 0;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;
  keepalive_requests 1000000;
  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
  upstream backend { server 127.0.0.1:${backend}; keepalive 64; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    client_max_body_size 0;
    location / {
      proxy_pass http://backend;
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Host $host;
      proxy_read_timeout 1h;
    }
  }
}
`;

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/`)).ok;
  } catch {
    return false;
  }
}
