/** One request to one process, written into the history whatever becomes of it. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DROPPED, type Exchange } from '../history/line.ts';
import type { ApiProcess } from './api-process.ts';
import type { Recorder } from './recorder.ts';

/** As long as the reference client waits. */
const TIMEOUT_MS = 10_000;

export interface Question {
  readonly client: string;
  readonly process: number;
  readonly method?: Exchange['method'];
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly scheduledMs?: number;
  /** Throws the connection away so many ms after all of the request was sent. */
  readonly dropAfterMs?: number;
  /** For answers that hold credentials: they are not written down. */
  readonly isSecret?: boolean;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

export type Ask = (question: Question) => Promise<Reply>;

export function createAsk(processes: readonly ApiProcess[], recorder: Recorder): { ask: Ask; close(): void } {
  const agent = new Agent({ keepAlive: true });

  return {
    close: () => agent.destroy(),
    async ask(question) {
      const { client, process, method = 'GET', path, body, scheduledMs = recorder.nowMs() } = question;
      const sentMs = recorder.nowMs();
      const { status, text, error } = await send(question, processes[process]?.url() ?? null, agent);
      if (!question.isSecret) {
        recorder.add({
          is: 'exchange',
          ...{ client, process, method, path },
          ...(body !== undefined && { body }),
          ...{ scheduledMs, sentMs, answeredMs: recorder.nowMs(), status, text },
          ...(error !== undefined && { error }),
        });
      }
      return { status, text };
    },
  };
}

async function send(
  { method = 'GET', path, token, body, dropAfterMs }: Question,
  origin: string | null,
  agent: Agent,
): Promise<Reply & { error?: string }> {
  if (origin === null) {
    await sleep(20);
    return { status: 0, text: '', error: 'nobody listens' };
  }
  return new Promise((resolve) => {
    const fail = (error: string) => resolve({ status: 0, text: '', error });
    const sent = request(`${origin}${path}`, {
      agent,
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
    });
    sent.setTimeout(TIMEOUT_MS, () => sent.destroy(new Error('timed out')));
    sent.once('error', ({ message }) => fail(message));
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('error', ({ message }) => fail(message));
      // A connection that breaks in the middle ends without `end`.
      response.once('close', () => {
        if (response.complete) resolve({ status: response.statusCode ?? 0, text });
        else fail('broken off');
      });
    });
    if (dropAfterMs !== undefined) {
      sent.once('finish', () => {
        setTimeout(() => sent.destroy(new Error(DROPPED)), dropAfterMs);
      });
    }
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
