/** For tests of files: a room that answers, the file of it through the real door, and the programs that read it. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  ActivityKind,
  ActivityResource,
  CreateActivity,
  EventExport,
  EventResource,
  Joined,
} from '@plenum/protocol';
import { expect, onTestFinished } from 'vitest';
import { buildApp } from '#/app.ts';
import { loadConfig } from '#/config.ts';
import { openDatabase } from '#/db/client.ts';
import { call, HOST_KEY, hostAt, join, OTHER_HOST_KEY } from '../../../test/api.ts';

export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const RECOUNT = joinPath(ROOT, 'backend/scripts/recount.ts');

export interface Ran {
  readonly code: number;
  readonly said: string;
}

/** Node with these arguments and, as the last one, a file with this content. */
export async function runOn(content: string, ...args: string[]): Promise<Ran> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'plenum-recount-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = joinPath(folder, 'export.json');
  await writeFile(path, content);
  return new Promise((resolve) => {
    execFile(process.execPath, [...args, path], { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    );
  });
}

/** The command as people run it. */
export function recount(file: EventExport | string): Promise<Ran> {
  return runOn(typeof file === 'string' ? file : JSON.stringify(file), RECOUNT);
}

/** Makes the other host known to the database; every process then knows its key. */
export async function makeOtherHost(databaseUrl: string): Promise<void> {
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    TOKEN_SECRET: 'a secret that all processes of a test share',
    BOOTSTRAP_API_KEY: OTHER_HOST_KEY,
    LOG_LEVEL: 'silent',
  });
  const database = openDatabase(config);
  await (await buildApp(config, database)).close();
  await database.close();
}

export interface Room {
  readonly eventId: string;
  readonly people: readonly Joined[];
}

let seq = 4_242_000_000;

/** What the stories of these tests need of one process. */
export function roomsAt(url: string) {
  const host = hostAt(url);
  return {
    host,
    /** A live event and people in it. */
    async room(names: readonly string[], event: object = {}): Promise<Room> {
      const { id: eventId, code } = await host.createEvent(event);
      await host.event(eventId, 'start');
      const people = await Promise.all(names.map((nickname) => join(url, { code, nickname })));
      return { eventId, people };
    },
    async opened(eventId: string, more: Partial<CreateActivity>): Promise<ActivityResource> {
      const { id } = await host.createActivity(eventId, more);
      return host.activity(eventId, id, 'open', { opensInMs: 0 });
    },
    /** `undefined` takes the answer back. */
    async answer(
      { eventId }: Room,
      activityId: string,
      person: Joined | undefined,
      answer?: unknown,
    ): Promise<void> {
      const path = `${url}/v1/events/${eventId}/activities/${activityId}/response`;
      const token = person?.token ?? '';
      seq++;
      const reply =
        answer === undefined
          ? await call('DELETE', `${path}?seq=${seq}`, { token })
          : await call('PUT', path, { token, body: { answer, seq } });
      expect(reply.status, reply.text).toBe(200);
    },
    imported: (body: unknown, token = HOST_KEY) =>
      call<EventResource>('POST', `${url}/v1/events/import`, { token, body }),
    async activitiesOf(eventId: string): Promise<ActivityResource[]> {
      const path = `${url}/v1/events/${eventId}/activities`;
      const { body } = await call<{ items: ActivityResource[] }>('GET', path, { token: HOST_KEY });
      return body.items;
    },
    async file(eventId: string): Promise<EventExport> {
      const { status, text, body } = await call<EventExport>(
        'GET',
        `${url}/v1/events/${eventId}/export?format=json`,
        {
          token: HOST_KEY,
        },
      );
      expect(status, text).toBe(200);
      return body;
    },
    async bytes(eventId: string, format: string): Promise<Buffer> {
      const response = await fetch(`${url}/v1/events/${eventId}/export?format=${format}`, {
        headers: { authorization: `Bearer ${HOST_KEY}` },
      });
      expect(response.status).toBe(200);
      return Buffer.from(await response.arrayBuffer());
    },
  };
}

export type Rooms = ReturnType<typeof roomsAt>;

/** A room that does what brings names, times and texts along: texts with upvotes, a quiz with points, an answer to each. */
export async function aRichRoom(at: Rooms, settings: object): Promise<Room> {
  const room = await at.room(['Nightingale', 'Kingfisher', 'Woodpecker'], { title: 'Birds', settings });
  const { eventId, people } = room;
  const texts = await at.opened(eventId, { kind: 'open-text', title: 'Wishes', settings: { texts: 2 } });
  const choice = await at.opened(eventId, {});
  const quiz = await at.opened(eventId, {
    kind: 'quiz',
    title: 'Which?',
    settings: {
      options: [
        { id: 'x', label: 'X' },
        { id: 'y', label: 'Y' },
      ],
      points: 'flat',
    },
    correct: { optionIds: ['x'] },
  });
  for (const [n, person] of people.entries()) {
    await at.answer(room, texts.id, person, { texts: [`wish ${n}`, `second ${n}`] });
    await at.answer(room, choice.id, person, { optionId: 'a' });
    await at.answer(room, quiz.id, person, { optionIds: [n === 0 ? 'y' : 'x'] });
  }
  await at.answer(room, choice.id, people[2]);
  for (const { id } of [texts, choice, quiz]) await at.host.activity(eventId, id, 'close');
  await at.host.activity(eventId, quiz.id, 'reveal');
  return room;
}

/** What a host wrote of an activity, without what became of it. */
export function written(activity: ActivityResource) {
  const { kind, title, image, settings, resultVisibility, correct, explanation, hostNotes, section } =
    activity;
  return {
    kind: kind as ActivityKind,
    title,
    image,
    settings,
    resultVisibility,
    correct,
    explanation,
    hostNotes,
    section,
  };
}
