/** A caching proxy as anybody would put before the API: honours `s-maxage`, lets one request at a time through for a URL. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/ports.ts';

export interface Proxy {
  readonly url: string;
  /** How many requests reached the process behind it so far. */
  reached(): number;
  stop(): Promise<void>;
}

export function hasNginx(): boolean {
  return spawnSync('nginx', ['-v'], { stdio: 'ignore' }).status === 0;
}

export async function startNginx(upstreamUrl: string): Promise<Proxy> {
  const dir = mkdtempSync(join(tmpdir(), 'plenum-nginx-'));
  const port = await freePort();
  const log = join(dir, 'reached.log');
  writeFileSync(log, '');
  writeFileSync(join(dir, 'nginx.conf'), configuration(dir, port, new URL(upstreamUrl).host, log));
  const child = spawn('nginx', ['-p', dir, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'inherit' });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  for (let tries = 0; !(await listens(port)); tries++) {
    if (tries > 200 || child.exitCode !== null) {
      throw new Error(`nginx did not start: ${readFileSync(join(dir, 'error.log'), 'utf8')}`);
    }
    await sleep(20);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    reached: () => readFileSync(log, 'latin1').split('\n').length - 1,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function configuration(dir: string, port: number, upstream: string, log: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${dir}/${name};`)
    .join('\n  ');
  // One process in the foreground: it goes when we do.
  return `daemon off;
master_process off;
pid ${dir}/nginx.pid;
worker_rlimit_nofile 8192;
events { worker_connections 4096; }
http {
  ${temporary}
  log_format reached '$upstream_cache_status';
  map $upstream_status $has_reached { '' 0; default 1; }
  access_log ${log} reached if=$has_reached;
  proxy_cache_path ${dir}/cache keys_zone=feed:10m;
  upstream api { server ${upstream}; keepalive 16; }
  keepalive_requests 1000000;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://api;
      proxy_http_version 1.1;
      proxy_set_header Connection '';
      proxy_cache feed;
      proxy_cache_lock on;
      proxy_cache_use_stale updating;
    }
  }
}
`;
}
