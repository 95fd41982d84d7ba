/** The product through its public door: real processes, and the few words a story needs to talk to them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  ActivityResource,
  CreateActivity,
  EventResource,
  FeedAnswer,
  Joined,
  ResponseAck,
} from '@plenum/protocol';
import { afterAll, vi } from 'vitest';
import { buildApp } from '#/app.ts';
import { loadConfig } from '#/config.ts';
import { openDatabase } from '#/db/client.ts';

// As in support.ts.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
export const HOST_KEY = 'host-key-of-the-tests-0123456789abcdef';
export const OTHER_HOST_KEY = 'host-key-of-others-0123456789abcdef';

const environment = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  TOKEN_SECRET: 'a secret that all processes of a test share',
  BOOTSTRAP_API_KEY: HOST_KEY,
  LOG_LEVEL: 'silent',
  DRAIN_SECONDS: '0',
  PORT: '0',
  // What was stripped of its types and compiled once need not be again: a tenth of a start.
  NODE_COMPILE_CACHE: path(tmpdir(), 'plenum-compile-cache'),
});

/** One process of the API in a process of its own. */
export interface ApiProcess {
  readonly url: string;
  /** Everything it has printed so far. */
  said(): string;
  signal(name: NodeJS.Signals): void;
  /** Ends it, stopped or not, and waits until it is gone. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface ApiOptions {
  /** Beside, or instead of, what every process of a test gets. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Children that still run. A forgotten one would keep the whole test run waiting for its output. */
const running = new Set<ChildProcess>();
const killRunning = () => {
  for (const child of running) child.kill('SIGKILL');
};
afterAll(killRunning);
process.once('exit', killRunning);

/** @throws with the child's output when it does not come up. */
export async function startApi(databaseUrl: string, { env }: ApiOptions = {}): Promise<ApiProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, NODE_ENV: 'production', ...environment(databaseUrl), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const exited = once(child, 'exit').finally(() => running.delete(child));
  let output = '';
  const port = await new Promise<string>((listening, failed) => {
    const hear = (chunk: Buffer) => {
      output += chunk;
      const found = /http:\/\/[^\s/]+:(\d+)/.exec(output)?.[1];
      if (found) listening(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    exited.then(() => failed(new Error(`the API did not start: ${output}`)), failed);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    said: () => output,
    signal: (name) => void child.kill(name),
    async kill(signal) {
      child.kill(signal);
      // A stopped process hears SIGTERM only when it goes on.
      child.kill('SIGCONT');
      await exited;
    },
  };
}

/** The same API inside the test's process: starts in a moment, for tests that need one and do not kill it. */
export async function startApiHere(databaseUrl: string) {
  const config = loadConfig(environment(databaseUrl));
  const database = openDatabase(config);
  const app = await buildApp(config, database);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    app,
    database,
    async stop() {
      await app.close();
      await database.close();
    },
  };
}

export interface Reply<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

export interface Request {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** One request; never throws for a status. */
export async function call<Body = unknown>(
  method: string,
  url: string,
  request: Request = {},
): Promise<Reply<Body>> {
  const { token, body, headers = {} } = request;
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text === '' ? null : JSON.parse(text)) as Body,
  };
}

async function expectOk<Body>(reply: Promise<Reply<Body>>): Promise<Body> {
  const { status, text, body } = await reply;
  if (status >= 300) throw new Error(`${status} ${text}`);
  return body;
}

/** A host's acts through one process; each throws when it is refused. */
export function hostAt(url: string, token = HOST_KEY) {
  const act = <Body>(method: string, path: string, body?: unknown) =>
    expectOk(call<Body>(method, `${url}/v1/events${path}`, { token, ...(body !== undefined && { body }) }));
  return {
    /** Any act, by its path below the events. */
    act,
    createEvent: (more: object = {}) => act<EventResource>('POST', '', { title: 'An event', ...more }),
    event: (eventId: string, verb: 'start' | 'pause' | 'end' | 'reset') =>
      act<EventResource>('POST', `/${eventId}/${verb}`),
    createActivity: (eventId: string, more: Partial<CreateActivity> = {}) =>
      act<ActivityResource>('POST', `/${eventId}/activities`, {
        kind: 'single-choice',
        title: 'A question',
        settings: { options: ['a', 'b', 'c'].map((id) => ({ id, label: `option ${id}` })) },
        resultVisibility: 'always',
        ...more,
      }),
    activity: (eventId: string, id: string, verb: 'open' | 'close' | 'reveal' | 'hide', body?: object) =>
      act<ActivityResource & { cursor: string }>('POST', `/${eventId}/activities/${id}/${verb}`, body),
    screenToken: async (eventId: string) =>
      (await act<{ token: string }>('POST', `/${eventId}/screen-tokens`)).token,
    /** A live event with one open activity. */
    async openRoom(more: Partial<CreateActivity> = {}) {
      const event = await this.createEvent();
      await this.event(event.id, 'start');
      const activity = await this.createActivity(event.id, more);
      await this.activity(event.id, activity.id, 'open');
      return { eventId: event.id, code: event.code, activityId: activity.id };
    },
  };
}

export const join = (url: string, body: object) => expectOk(call<Joined>('POST', `${url}/v1/join`, { body }));

export const vote = (
  url: string,
  { eventId, activityId }: { eventId: string; activityId: string },
  token: string,
  seq: number,
  optionId: string,
) =>
  call<ResponseAck>('PUT', `${url}/v1/events/${eventId}/activities/${activityId}/response`, {
    token,
    body: { answer: { optionId }, seq },
  });

/** Any answer. */
export const respond = (
  url: string,
  { eventId, activityId }: { eventId: string; activityId: string },
  token: string,
  seq: number,
  answer: unknown,
) =>
  call<ResponseAck>('PUT', `${url}/v1/events/${eventId}/activities/${activityId}/response`, {
    token,
    body: { answer, seq },
  });

/** Path of a feed below the event's. */
export type FeedPath = 'feed' | 'host/feed' | 'screen/feed' | `results/${string}`;

export const getFeed = (url: string, eventId: string, query = '', path: FeedPath = 'feed', token?: string) =>
  call<FeedAnswer>(
    'GET',
    `${url}/v1/events/${eventId}/${path}${query}`,
    token === undefined ? {} : { token },
  );

/** The `entities` of an answer as they were sent: byte by byte. */
export const entityBytes = ({ text }: Reply): string => text.slice(text.indexOf('"entities":'));
