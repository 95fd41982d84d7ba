/** nginx as an ordinary caching proxy in front of one process: it believes the answers' Cache-Control, and knows nothing of ours. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/ports.ts';

// Debian keeps it where only root's PATH looks.
const env = { ...process.env, PATH: `${process.env.PATH}${delimiter}/usr/sbin${delimiter}/usr/local/sbin` };

export const hasNginx = spawnSync('nginx', ['-v'], { env, stdio: 'ignore' }).error === undefined;

export interface CachingProxy {
  readonly url: string;
  /** `GET /path` of every request that went on to the process, in order. */
  reached(): string[];
  stop(): Promise<void>;
}

/** Answers carry `x-cache`: HIT, MISS, EXPIRED, STALE, UPDATING, or nothing where the cache was not asked. */
export async function startCachingProxy(origin: string): Promise<CachingProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-nginx-'));
  await mkdir(join(folder, 'tmp'));
  const port = await freePort();
  const config = join(folder, 'nginx.conf');
  await writeFile(config, configuration(folder, port, new URL(origin).host));
  const child = spawn('nginx', ['-e', join(folder, 'error.log'), '-p', folder, '-c', config], {
    env,
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  const stopNow = () => child.kill('SIGTERM');
  process.once('exit', stopNow);
  const url = `http://127.0.0.1:${port}`;
  for (const until = performance.now() + 15_000; ; await sleep(20)) {
    if (await fetch(`${url}/livez`).catch(() => null)) break;
    if (child.exitCode !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`nginx did not start: ${readFileSync(join(folder, 'error.log'), 'utf8')}`);
    }
  }
  return {
    url,
    reached: () => readFileSync(join(folder, 'reached.log'), 'utf8').split('\n').slice(0, -1),
    async stop() {
      process.off('exit', stopNow);
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const configuration = (folder: string, port: number, origin: string) => `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
worker_rlimit_nofile 8192;
pid ${folder}/nginx.pid;
events { worker_connections 4096; }
http {
  log_format reached '$request_method $request_uri';
  # Empty where the cache answered alone.
  map $upstream_status $has_reached { default 1; '' 0; }
  access_log ${folder}/reached.log reached if=$has_reached;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `  ${name}_temp_path ${folder}/tmp/${name};`).join('\n')}
  proxy_cache_path ${folder}/cache keys_zone=feed:8m use_temp_path=off;
  upstream api { server ${origin}; keepalive 32; }
  keepalive_requests 1000000;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / {
      proxy_pass http://api;
      proxy_http_version 1.1;
      proxy_set_header Connection '';
      proxy_cache feed;
      # One request for all who ask at once; the others wait for its answer.
      proxy_cache_lock on;
      proxy_cache_lock_timeout 10s;
      # stale-while-revalidate.
      proxy_cache_background_update on;
      proxy_cache_use_stale updating;
      add_header X-Cache $upstream_cache_status always;
    }
  }
}
`;
