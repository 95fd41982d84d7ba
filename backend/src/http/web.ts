/**
 * The built client from the same process: `npm start` on one machine needs no web server. In the cloud a CDN serves these
 * files and this module is not registered.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { type Config, StartError } from '#/config.ts';

/** Names under `/assets` carry a hash of their content. */
const ASSETS = '/assets/';
const FOREVER = 'public, max-age=31536000, immutable';

/** @throws {StartError} when the folder holds no built client. */
export async function registerWeb(
  app: FastifyInstance,
  config: Pick<Config, 'publicUrl'>,
  webDir: string,
): Promise<void> {
  const index = await readIndex(webDir);
  const isHttps = config.publicUrl?.startsWith('https:') ?? false;

  await app.register(helmet, {
    global: false,
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(index) },
    // A phone on http://192.168.… must neither be sent to https nor remember to go there (S7).
    strictTransportSecurity: isHttps,
    // Both only work, and else only warn, in a secure context.
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
  });

  const sendIndex: FastifyInstance['pageFallback'] = (_request, reply) => {
    reply.helmet();
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(index);
  };

  await app.register(serveStatic, {
    root: webDir,
    wildcard: false,
    index: false,
    globIgnore: ['**/*.html'],
    cacheControl: false,
    setHeaders: (reply) => {
      const isAsset = reply.request.url.startsWith(ASSETS);
      reply.header('cache-control', isAsset ? FOREVER : 'no-cache');
    },
  });
  app.get('/', { schema: { hide: true } }, (request, reply) => sendIndex(request, reply) as never);
  // Any other address a person navigates to is the client's to understand. Programs and missing assets get their 404.
  app.pageFallback = (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const isNavigation =
      ['GET', 'HEAD'].includes(request.method) && (request.headers.accept ?? '').includes('text/html');
    const isOurs = !/^\/(v1|assets|docs)(\/|$)/.test(path);
    return isNavigation && isOurs ? sendIndex(request, reply) : null;
  };
}

async function readIndex(webDir: string): Promise<string> {
  try {
    return await readFile(join(webDir, 'index.html'), 'utf8');
  } catch (error) {
    throw new StartError(
      'The client is not built: run "npm start", which builds it, or "npm run start:api" for the API alone.',
      {
        cause: error,
      },
    );
  }
}

/** Scripts: our files and exactly those inline ones that the build wrote. Nothing comes from elsewhere. */
function contentPolicy(index: string): Record<string, string[]> {
  const hashes = [...index.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...hashes],
    // Bars and counters set their size in style attributes.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'connect-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
}
