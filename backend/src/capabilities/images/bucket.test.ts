/** S3, against a server that checks signatures as S3 does. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBucketStorage, objectUrl } from './bucket.ts';
import { createKeys } from './credentials.ts';
import { openStorage } from './storage.ts';
import { aBucket, aServer, KEYS } from './testing.ts';

const picture = Buffer.from('RIFF a picture, with ünïcode bytes \x00\xff', 'latin1');

test('what was put comes back byte by byte; what was not is null; deleted is gone', async () => {
  const { config, objects, heard } = await aBucket();
  const storage = openStorage(config);
  await storage.put('an-id', picture);
  expect([...objects.keys()]).toEqual(['/pictures/images/an-id.webp']);
  expect(await storage.get('an-id')).toEqual(picture);
  expect(await storage.get('another')).toBeNull();
  await storage.delete('an-id');
  await storage.delete('an-id');
  expect(await storage.get('an-id')).toBeNull();
  expect(heard[0]).toMatchObject({
    method: 'PUT',
    headers: {
      'content-type': 'image/webp',
      'content-length': String(picture.length),
      authorization: expect.stringContaining('/eu-central-1/s3/aws4_request'),
      'x-amz-date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
    },
  });
});

test('a bucket of Amazon’s is asked under its own host name, any other store by path', () => {
  const bucket = { bucket: 'pictures', region: 'eu-central-1' };
  expect(objectUrl({ ...bucket, endpoint: null }, 'an-id')).toBe(
    'https://pictures.s3.eu-central-1.amazonaws.com/images/an-id.webp',
  );
  expect(objectUrl({ ...bucket, endpoint: 'http://minio:9000' }, 'an-id')).toBe(
    'http://minio:9000/pictures/images/an-id.webp',
  );
});

test('wrong keys are an absent storage, said in the log and not tried again', async () => {
  const { config, heard, objects } = await aBucket();
  const credentials = { ...KEYS, secretAccessKey: 'another key' };
  await expect(openStorage({ ...config, credentials }).put('a', picture)).rejects.toMatchObject({
    code: 'storage_unavailable',
    retryAfterSeconds: 2,
    cause: { message: 'the bucket answered 403: SignatureDoesNotMatch' },
  });
  expect(heard).toHaveLength(1);
  expect(objects.size).toBe(0);
});

test('one hiccup of the bucket is nobody’s business', async () => {
  let hiccups = 1;
  const { config } = await aBucket((reply) => {
    if (hiccups-- > 0) reply.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
    return reply.writableEnded;
  });
  const storage = openStorage(config);
  await storage.put('a', picture);
  expect(await storage.get('a')).toEqual(picture);
});

test('a bucket that is gone, or says nothing, or stops in the middle, is away within the deadline', async () => {
  const gone = await aBucket();
  gone.stop();
  await expect(openStorage(gone.config).get('a')).rejects.toMatchObject({ code: 'storage_unavailable' });

  const stuck: ((reply: ServerResponse) => void)[] = [
    () => {},
    (reply) => void reply.writeHead(200, { 'content-length': '1000' }).write('RIFF'),
  ];
  for (const hang of stuck) {
    const { config } = await aBucket((reply) => {
      hang(reply);
      return true;
    });
    const asked = performance.now();
    await expect(createBucketStorage(config, { tryMs: 100 }).get('a')).rejects.toThrow(/timeout|aborted/i);
    expect(performance.now() - asked).toBeLessThan(2_000);
  }
});

/** What ECS answers for a task's role; `lend` says how long keys hold, or that there are none. */
async function aRole() {
  let asked = 0;
  const lend = { ms: 60 * 60_000, isAway: false };
  const { url } = await aServer((request, _body, reply) => {
    asked++;
    if (lend.isAway || request.headers.authorization !== 'a container')
      return void reply.writeHead(500).end();
    const expiration = new Date(Date.now() + lend.ms).toISOString();
    reply.end(
      JSON.stringify({
        AccessKeyId: KEYS.accessKeyId,
        SecretAccessKey: KEYS.secretAccessKey,
        Token: KEYS.sessionToken,
        Expiration: expiration,
      }),
    );
  });
  return {
    credentials: { url: `${url}/v2/credentials`, token: 'a container', tokenFile: null },
    lend,
    asked: () => asked,
  };
}

test('a task’s role opens the bucket, asked once for many pictures', async () => {
  const { credentials, asked } = await aRole();
  const { config } = await aBucket();
  const storage = openStorage({ ...config, credentials });
  await Promise.all(['a', 'b', 'c'].map((key) => storage.put(key, picture)));
  expect(await storage.get('b')).toEqual(picture);
  expect(asked()).toBe(1);
});

test('keys are renewed five minutes before they end; until then the old ones serve while the role is away', async () => {
  const { credentials, lend, asked } = await aRole();
  let now = Date.now();
  const keys = createKeys(credentials, () => now);
  await keys();
  now += 54 * 60_000;
  await keys();
  expect(asked()).toBe(1);

  lend.isAway = true;
  now += 2 * 60_000;
  expect(await keys()).toMatchObject({ accessKeyId: KEYS.accessKeyId });
  expect(asked()).toBe(2);
  now += 5 * 60_000;
  await expect(keys()).rejects.toThrow('500');

  lend.isAway = false;
  lend.ms = 3 * 60 * 60_000;
  expect(await keys()).toEqual(KEYS);
  await sleep(0);
  await keys();
  expect(asked()).toBe(4);
});
