/** For tests of this capability: processes that know hosts, on a database of their own, and a browser to ask them with. */
import { afterAll, beforeAll } from 'vitest';
import { openDatabase } from '#/db/client.ts';
import { registerOpenapi } from '#/http/openapi.ts';
import { createServer } from '#/http/server.ts';
import { createViewers } from '#/http/viewer.ts';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { createHosts, hostRoutes } from './index.ts';

export const PASSWORD = 'correct horse battery staple';
const BASE = {
  tokenSecret: 'a-secret-of-at-least-32-characters',
  logLevel: 'silent' as const,
  trustProxy: ['127.0.0.1'],
};

export type HostProcess = Awaited<ReturnType<typeof startProcess>>;

/** One process of the API, as far as hosts are concerned. */
export async function startProcess(databaseUrl: string, publicUrl: string | null = null) {
  const config = { ...BASE, publicUrl };
  const database = openDatabase({ databaseUrl, databasePoolMax: 4 });
  const hosts = createHosts(config, database);
  const viewers = createViewers(config, hosts);
  const app = createServer(config);
  await registerOpenapi(app as never, { cookieName: hosts.cookieName });
  hostRoutes(app as never, { config, hosts, viewers });
  app.get('/v1/whoami', (request) => viewers.requireHost(request));
  return {
    app,
    hosts,
    database,
    async close() {
      await app.close();
      await database.close();
    },
  };
}

export interface Options {
  /** The caller's address. */
  from?: string;
  cookie?: string;
  headers?: Record<string, string>;
  /** Which process; the first without it. */
  on?: Pick<HostProcess, 'app'>;
}

let people = 0;
export const somebody = () => ({ name: 'A host', email: `Host-${++people}@example.org`, password: PASSWORD });

/** Registers a database and a first process for the tests of a file. */
export function withHosts() {
  let testDatabase: TestDatabase;
  let first: HostProcess;
  beforeAll(async () => {
    testDatabase = await cloneDatabase();
    first = await startProcess(testDatabase.url);
  });
  afterAll(async () => {
    await first.close();
    await testDatabase.drop();
  });

  async function call(
    method: 'GET' | 'POST',
    url: string,
    payload?: unknown,
    { from, cookie, headers, on = first }: Options = {},
  ) {
    const response = await on.app.inject({
      method,
      url,
      ...(payload !== undefined && { payload: payload as object }),
      headers: {
        host: 'plenum.test',
        ...(from && { 'x-forwarded-for': from }),
        ...(cookie && { cookie, origin: 'http://plenum.test' }),
        ...headers,
      },
    });
    const setCookies = [response.headers['set-cookie'] ?? []].flat();
    return {
      status: response.statusCode,
      body: response.body === '' ? null : response.json(),
      headers: response.headers,
      setCookies,
      cookie: setCookies.map((one) => one.split(';', 1)[0]).join('; '),
    };
  }

  return {
    call,
    /** The process that is there from the start. */
    process1: () => first,
    /** Another one on the same database. */
    start: (publicUrl: string | null = null) => startProcess(testDatabase.url, publicUrl),
    signUp: (person: object, options?: Options) => call('POST', '/v1/auth/sign-up/email', person, options),
    signIn: (credentials: object, options?: Options) =>
      call('POST', '/v1/auth/sign-in/email', credentials, options),
    whoami: (cookie: string, on?: Options['on']) =>
      call('GET', '/v1/whoami', undefined, { cookie, ...(on && { on }) }),
  };
}
