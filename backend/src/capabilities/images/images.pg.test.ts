/** Images through the public door: who may upload, what is refused before it costs anything, and what everybody gets. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ERRORS, type Image } from '@plenum/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildApp } from '#/app.ts';
import { loadConfig } from '#/config.ts';
import { openDatabase } from '#/db/client.ts';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { HOST_KEY, OTHER_HOST_KEY } from '../../../test/api.ts';
import { IMAGES_MAX } from './images.ts';
import { createImageStore } from './store.ts';
import { aHollowPng, aPicture } from './testing.ts';

const MIB = 1024 * 1024;

/** One process of the API. */
async function aProcess(databaseUrl: string, dir: string, hostKey = HOST_KEY) {
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    TOKEN_SECRET: 'a secret that all processes of a test share',
    BOOTSTRAP_API_KEY: hostKey,
    IMAGES_DIR: dir,
    LOG_LEVEL: 'silent',
    PORT: '0',
  });
  const database = openDatabase(config);
  const app = await buildApp(config, database);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const stop = async () => {
    await app.close();
    await database.close();
  };
  const upload = async (
    eventId: string,
    payload: Buffer,
    type: string | null = 'image/png',
    key: string | null = hostKey,
  ) => {
    const response = await app.inject({
      method: 'POST',
      url: `/v1/events/${eventId}/images`,
      payload,
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(type !== null && { 'content-type': type }),
      },
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.json<Image & { code: string }>(),
    };
  };
  const createEvent = async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/v1/events',
      payload: { title: 'An event' },
      headers: { authorization: `Bearer ${hostKey}` },
    });
    return response.json<{ id: string }>().id;
  };
  const look = (id: string, headers = {}) => app.inject({ url: `/v1/images/${id}`, headers });
  return { app, url, database, upload, createEvent, look, stop };
}

let databaseOfFile: TestDatabase;
let dir: string;
let api: Awaited<ReturnType<typeof aProcess>>;
beforeAll(async () => {
  databaseOfFile = await cloneDatabase();
  dir = await mkdtemp(join(tmpdir(), 'plenum-images-'));
  api = await aProcess(databaseOfFile.url, dir);
});
afterAll(async () => {
  await api.stop();
  await databaseOfFile.drop();
  await rm(dir, { recursive: true, force: true });
});

/** A second process, later or beside: the same database, the same folder unless it is another one. */
async function anotherProcess({ at = dir, hostKey = HOST_KEY } = {}) {
  const other = await aProcess(databaseOfFile.url, at, hostKey);
  let stopped: Promise<void> | undefined;
  other.stop = () => {
    stopped ??= other.app.close().then(other.database.close);
    return stopped;
  };
  onTestFinished(other.stop);
  return other;
}

/** What an event has: rows, and files under ids that were not there before. */
async function anEvent() {
  const eventId = await api.createEvent();
  const before = new Set(await readdir(dir));
  return {
    eventId,
    rows: () => api.database.prisma.image.count({ where: { eventId } }),
    files: async () => (await readdir(dir)).filter((name) => !before.has(name)),
  };
}

const aPng = (width = 60, height = 40) => aPicture(width, height).png().toBuffer();

test('what a host uploads, anybody who knows its id sees, for ever', async () => {
  const { upload, look } = api;
  const { eventId } = await anEvent();
  const { status, body } = await upload(eventId, await aPng(3_200, 1_000));
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.any(String),
    url: `/v1/images/${body.id}`,
    width: 1_600,
    height: 500,
    bytes: expect.any(Number),
  });

  const seen = await look(body.id);
  expect(seen.statusCode).toBe(200);
  expect(seen.headers).toMatchObject({
    'content-type': 'image/webp',
    'content-length': String(body.bytes),
    'cache-control': 'public, max-age=31536000, immutable',
    etag: `"${body.id}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(await sharp(seen.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 1_600 });

  for (const tag of [`"${body.id}"`, `W/"${body.id}"`, `"another", "${body.id}"`]) {
    const again = await look(body.id, { 'if-none-match': tag });
    expect(again.statusCode).toBe(304);
    expect(again.rawPayload).toHaveLength(0);
    expect(again.headers).toMatchObject({ etag: `"${body.id}"`, 'cache-control': /immutable/ });
  }
  expect((await look(body.id, { 'if-none-match': '"another"' })).statusCode).toBe(200);
});

test('a retry gives the same image; the same bytes in another event, another one', async () => {
  const { upload, createEvent } = api;
  const { eventId, files } = await anEvent();
  const png = await aPng();
  const first = await upload(eventId, png);
  expect((await upload(eventId, png)).body).toEqual(first.body);
  expect((await upload(await createEvent(), png)).body.id).not.toBe(first.body.id);
  expect(await files()).toHaveLength(2);
});

test('an impatient host who sends the same picture eight times at once has one', async () => {
  const { eventId, rows, files } = await anEvent();
  const png = await aPng();
  const answers = await Promise.all(Array.from({ length: 8 }, () => api.upload(eventId, png)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await files()).toHaveLength(1);
  expect(await rows()).toBe(1);
});

test('a crash after the bytes and before the row leaves nothing that the retry does not mend', async () => {
  const { eventId, rows, files } = await anEvent();
  const { body } = await api.upload(eventId, await aPng());
  await api.database.prisma.image.deleteMany({ where: { eventId } });
  expect((await api.upload(eventId, await aPng())).body).toEqual(body);
  expect(await files()).toEqual([`${body.id}.webp`]);
  expect(await rows()).toBe(1);
});

test('a folder that was lost fills again as pictures are uploaded again, under the ids that activities hold', async () => {
  const { eventId } = await anEvent();
  const { body } = await api.upload(eventId, await aPng());
  const { look, upload } = await anotherProcess({ at: join(dir, 'restored', 'empty') });
  expect((await look(body.id)).statusCode).toBe(404);
  expect((await upload(eventId, await aPng())).body).toEqual(body);
  expect((await look(body.id)).statusCode).toBe(200);
});

test('pictures are served by other processes, after a restart, and while the database is away', async () => {
  const { eventId } = await anEvent();
  const first = await anotherProcess();
  const { body } = await first.upload(eventId, await aPng());
  await first.stop();
  const { look, database } = await anotherProcess();
  database.pool.query = () => Promise.reject(new Error('the database is away')) as never;
  expect((await look(body.id)).statusCode).toBe(200);
});

test('[S2] only the host of the event uploads, and strangers hear so before their bytes are looked at', async () => {
  const { upload, app } = api;
  const { eventId } = await anEvent();
  const other = await anotherProcess({ hostKey: OTHER_HOST_KEY });
  const text = Buffer.from('no picture');
  expect(await other.upload(eventId, text)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await upload(eventId, text, 'image/png', null)).toMatchObject({
    status: 401,
    body: { code: 'credentials_missing' },
  });
  expect(await upload(randomUUID(), text)).toMatchObject({ status: 404, body: { code: 'event_not_found' } });
  expect(await upload('no-event', text)).toMatchObject({ status: 404, body: { code: 'event_not_found' } });
  await app.inject({
    method: 'DELETE',
    url: `/v1/events/${eventId}`,
    headers: { authorization: `Bearer ${HOST_KEY}` },
  });
  expect(await upload(eventId, text)).toMatchObject({ status: 410, body: { code: 'event_gone' } });
});

test('each upload that cannot be is refused with a code that says why, and leaves nothing', async () => {
  const { eventId, rows, files } = await anEvent();
  const png = await aPng();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  const cases: [Buffer, string | null, keyof typeof ERRORS][] = [
    [Buffer.from('a text'), 'image/png', 'image_unreadable'],
    [svg, 'image/png', 'image_unreadable'],
    [svg, 'image/svg+xml', 'media_type_unsupported'],
    [png, 'image/jpeg', 'image_unreadable'],
    [png, 'application/octet-stream', 'media_type_unsupported'],
    [Buffer.from('{}'), 'application/json', 'media_type_unsupported'],
    [png, null, 'media_type_unsupported'],
    [Buffer.alloc(0), 'image/png', 'image_unreadable'],
    [aHollowPng(30_000, 30_000), 'image/png', 'image_too_large'],
    [Buffer.alloc(5 * MIB + 1), 'image/png', 'body_too_large'],
  ];
  for (const [bytes, type, code] of cases) {
    const { status, body, headers } = await api.upload(eventId, bytes, type);
    expect({ status, code: body.code, type }).toEqual({ status: ERRORS[code][0], code, type });
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  }
  expect(await files()).toEqual([]);
  expect(await rows()).toBe(0);
});

test('5 MB are welcome; one byte more is 413, also when the sender does not say how many will come', async () => {
  const { upload, url } = api;
  const { eventId } = await anEvent();
  const png = await aPng();
  // What stands behind the end of a picture belongs to no picture.
  const largest = Buffer.concat([png, Buffer.alloc(5 * MIB - png.length)]);
  expect(largest).toHaveLength(5 * MIB);
  expect((await upload(eventId, largest, 'image/png; charset=binary')).status).toBe(201);

  // Also the sender of much more hears the answer: the connection does not break under its hands.
  for (const more of [1, 40 * MIB]) {
    const chunked = await fetch(`${url}/v1/events/${eventId}/images`, {
      method: 'POST',
      headers: { authorization: `Bearer ${HOST_KEY}`, 'content-type': 'image/png' },
      body: new Blob([largest, Buffer.alloc(more)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
    expect(await chunked.json()).toMatchObject({ code: 'body_too_large' });
  }
});

test('a sender who goes away in the middle gives its place back', async () => {
  const { upload, url } = api;
  const { eventId } = await anEvent();
  const { port, hostname } = new URL(url);
  for (let n = 0; n < 20; n++) {
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /v1/events/${eventId}/images HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${HOST_KEY}\r\n` +
        'Content-Type: image/png\r\nContent-Length: 100000\r\n\r\nbut nothing follows',
    );
    await new Promise((resolve) => setTimeout(resolve, 30));
    socket.destroy();
  }
  await expect.poll(async () => (await upload(eventId, await aPng())).status).toBe(201);
});

/** An event with one place left. */
async function anAlmostFullEvent() {
  const event = await anEvent();
  await api.database.pool.query(
    `insert into image (event_id, id, sha256, width, height, bytes)
     select $1, gen_random_uuid(), sha256(n::text::bytea), 1, 1, 1 from generate_series(1, $2) n`,
    [event.eventId, IMAGES_MAX - 1],
  );
  return event;
}

test('an event has at most 200 images; those it has may be uploaded again', async () => {
  const { eventId, rows, files } = await anAlmostFullEvent();
  const last = await api.upload(eventId, await aPng(9, 9));
  expect(last.status).toBe(201);
  expect(await api.upload(eventId, await aPng(8, 8))).toMatchObject({
    status: 409,
    body: { code: 'images_full' },
  });
  expect((await api.upload(eventId, await aPng(9, 9))).body).toEqual(last.body);
  expect(await rows()).toBe(IMAGES_MAX);
  expect(await files()).toEqual([`${last.body.id}.webp`]);
});

test('of those who meet at the last place, through whatever process, one gets it', async () => {
  const { add } = createImageStore(api.database);
  for (let round = 0; round < 5; round++) {
    const { eventId, rows } = await anAlmostFullEvent();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => {
        const image = { id: randomUUID(), width: 1, height: 1, bytes: 1 };
        return add(eventId, randomBytes(32), image, IMAGES_MAX);
      }),
    );
    expect(outcomes.sort()).toEqual(['added', ...Array(7).fill('full')]);
    expect(await rows()).toBe(IMAGES_MAX);
  }
});

test('whatever is no id of an image is 404: paths, neighbours, other spellings', async () => {
  const { upload, look, app } = api;
  const { eventId } = await anEvent();
  const { id } = (await upload(eventId, await aPng())).body;
  const others = [
    randomUUID(),
    id.toUpperCase(),
    `${id}.webp`,
    `${id}%00`,
    '..%2f..%2fetc%2fpasswd',
    `..%2F${id}`,
    `.%2F${id}`,
    '%2e%2e%2fpackage',
    '..\\..\\package',
    eventId,
  ];
  for (const other of others) {
    const { statusCode, headers, body } = await look(other);
    expect([400, 404]).toContain(statusCode);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(headers['cache-control']).toBe('no-store');
    if (!other.includes('%00')) expect(JSON.parse(body)).toMatchObject({ status: 404 });
  }
  for (const list of ['/v1/images', '/v1/images/']) {
    expect((await app.inject({ url: list })).statusCode).toBe(404);
  }
});
