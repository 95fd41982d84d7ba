/** [S5] what may come in, through a real route: bounded, strict, in one normal form, and never a 5xx. */
import { Id, Problem, Seq, strict, Text } from '@plenum/protocol';
import fc from 'fast-check';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, describe, expect, test } from 'vitest';
import { BODY_BYTES_MAX, DEPTH_MAX, graphemes, normaliseText, requireModest, VALUES_MAX } from './body.ts';
import { createServer } from './server.ts';

const app = createServer({ logLevel: 'silent', trustProxy: false });
const Ask = Type.Object(
  {
    text: Text(20),
    seq: Seq,
    id: Type.Optional(Id),
    mood: Type.Optional(Type.Enum(['calm', 'loud'])),
    anonymous: Type.Optional(Type.Boolean({ default: false })),
    anything: Type.Optional(Type.Unknown()),
  },
  strict,
);
app.post('/v1/ask', { schema: { body: Ask } }, async (request) => request.body);
app.post(
  '/v1/verb',
  { schema: { body: Type.Object({ in: Type.Optional(Seq) }, strict) } },
  async (request) => request.body,
);
afterAll(() => app.close());

async function ask(
  payload: string | Buffer,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) {
  const response = await app.inject({ method: 'POST', url: '/v1/ask', payload, headers });
  return { status: response.statusCode, body: response.json(), headers: response.headers };
}
const askJson = (body: unknown) => ask(JSON.stringify(body));
const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

describe('[S5] schemas', () => {
  test('what fits comes through, with defaults', async () => {
    expect(await askJson({ text: 'Why?', seq: 1 })).toMatchObject({
      status: 200,
      body: { text: 'Why?', seq: 1, anonymous: false },
    });
  });

  test.each([
    ['an unknown field', { text: 'a', seq: 1, isHost: true }, '/isHost'],
    ['a missing field', { text: 'a' }, '/seq'],
    ['a number as text', { text: 'a', seq: '1' }, '/seq'],
    ['true for a number', { text: 'a', seq: true }, '/seq'],
    ['a list around a number', { text: 'a', seq: [1] }, '/seq'],
    ['a fraction', { text: 'a', seq: 1.5 }, '/seq'],
    ['more than 2^53 − 1', { text: 'a', seq: 2 ** 53 }, '/seq'],
    ['another word than the known ones', { text: 'a', seq: 1, mood: 'so-so' }, '/mood'],
    ['an id in capitals', { text: 'a', seq: 1, id: '0198C0DE-0000-7000-8000-000000000000' }, '/id'],
    ['21 characters where 20 fit', { text: 'x'.repeat(21), seq: 1 }, '/text'],
    ['no text', { text: '', seq: 1 }, '/text'],
    ['only blanks', { text: ' \n\t ', seq: 1 }, '/text'],
    ['only invisible characters', { text: '\u200b\u200d\u2060', seq: 1 }, '/text'],
    ['a list for the body', [], ''],
    ['null for the body', null, ''],
  ])('%s is refused, and the answer says where', async (_what, body, path) => {
    const answer = await askJson(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request_invalid', errors: [{ path }] } });
    expect(JSON.stringify(answer.body)).not.toMatch(/FST_|ajv|schema\//i);
  });

  test('characters are counted as people do: a family of four is one', async () => {
    expect((await askJson({ text: '👨‍👩‍👧‍👦'.repeat(20), seq: 1 })).status).toBe(200);
    expect((await askJson({ text: '👨‍👩‍👧‍👦'.repeat(21), seq: 1 })).status).toBe(400);
    expect(graphemes('e\u0301a')).toBe(2);
  });

  test('a verb needs no body', async () => {
    expect((await app.inject({ method: 'POST', url: '/v1/verb' })).statusCode).toBe(200);
    const headers = { 'content-type': 'application/json' };
    expect((await app.inject({ method: 'POST', url: '/v1/verb', headers })).statusCode).toBe(200);
  });
});

describe('[S5] bodies', () => {
  test.each([
    ['no JSON', '{"text":', {}, 400, 'body_malformed'],
    ['an empty body', '', {}, 400, 'body_malformed'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22]), {}, 400, 'body_malformed'],
    ['UTF-16', Buffer.from('\ufeff{"text":"a","seq":1}', 'utf16le'), {}, 400, 'body_malformed'],
    ['a poisoned prototype', '{"text":"a","seq":1,"__proto__":{"x":1}}', {}, 400, 'body_malformed'],
    [
      'a poisoned constructor',
      '{"text":"a","seq":1,"constructor":{"prototype":{}}}',
      {},
      400,
      'body_malformed',
    ],
    [
      'more than 16 KB',
      JSON.stringify({ text: 'x'.repeat(BODY_BYTES_MAX), seq: 1 }),
      {},
      413,
      'body_too_large',
    ],
    ['plain text', '{"text":"a","seq":1}', { 'content-type': 'text/plain' }, 415, 'media_type_unsupported'],
    [
      'a form',
      'text=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'media_type_unsupported',
    ],
    ['no media type', '{"text":"a","seq":1}', { 'content-type': '' }, 415, 'media_type_unsupported'],
    [
      'a media type with rubbish',
      '{}',
      { 'content-type': 'application/json rubbish' },
      415,
      'media_type_unsupported',
    ],
    ['a compressed body', '{}', { 'content-encoding': 'gzip' }, 415, 'media_type_unsupported'],
    ['NUL', '{"text":"a\\u0000b","seq":1}', {}, 400, 'text_malformed'],
    ['NUL in a name', '{"text":"a","seq":1,"\\u0000":1}', {}, 400, 'text_malformed'],
    ['half a surrogate pair', '{"text":"a\\ud800b","seq":1}', {}, 400, 'text_malformed'],
    ['a deep body', `{"anything":${JSON.stringify(nested(DEPTH_MAX))}}`, {}, 400, 'text_malformed'],
    ['a very deep body', `{"anything":${'['.repeat(8000)}${']'.repeat(8000)}}`, {}, 400, 'text_malformed'],
  ])('%s is refused', async (_what, payload, headers, status, code) => {
    const answer = await ask(payload, { 'content-type': 'application/json', ...headers });
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  test(`${DEPTH_MAX} levels are fine`, async () => {
    const answer = await askJson({ text: 'a', seq: 1, anything: nested(DEPTH_MAX - 1) });
    expect(answer.status).toBe(200);
  });

  test.each([['application/json; charset=utf-8'], ['Application/JSON']])('%s is JSON', async (type) => {
    expect((await ask('{"text":"a","seq":1}', { 'content-type': type })).status).toBe(200);
  });
});

describe('[S5] a large body, before it is parsed', () => {
  const look = (json: string) => () => requireModest(Buffer.from(json));

  test.each([
    ['values', `[${Array(VALUES_MAX).fill(0)}]`, 'request_invalid'],
    ['objects', `[${Array(VALUES_MAX / 2).fill('{}')}, 0]`, 'request_invalid'],
    ['levels', `${'[{"a":'.repeat(DEPTH_MAX / 2)}[`, 'text_malformed'],
  ])('too many %s are refused', (_what, json, code) => {
    expect(look(json)).toThrow(expect.objectContaining({ code }));
  });

  test('as many as there may be pass, and what stands in texts is no value', () => {
    expect(look(`[${Array(VALUES_MAX - 1).fill(0)}]`)).not.toThrow();
    const text = JSON.stringify(`${'[{,'.repeat(VALUES_MAX)}\\"${',['.repeat(VALUES_MAX)}`);
    expect(look(`{${text}:${text}}`)).not.toThrow();
  });

  test('whatever passes the look at values passes this one', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: DEPTH_MAX - 1 }), (value) => {
        expect(look(JSON.stringify(value))).not.toThrow();
      }),
    );
  });
});

describe('[S5] texts', () => {
  test.each([
    ['composed', 'Cafe\u0301', 'Caf\u00e9'],
    ['one kind of line break', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['tabs are blanks', 'a\tb', 'a b'],
    ['no control characters', 'a\u0007\u001b[31mb\u009fc\ufeff', 'a[31mbc'],
    ['no bidi overrides and isolates', 'a\u202eb\u2066c\u2069', 'abc'],
    ['but the marks that Hebrew and Arabic need', '\u05d0!\u200f', '\u05d0!\u200f'],
    ['ends trimmed', '\u00a0 a b \n', 'a b'],
    ['emoji as they are', '👨‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿', '👨‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ])('%s', (_what, sent, stored) => {
    expect(normaliseText(sent)).toBe(stored);
  });

  test('what was normalised stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseText(text.replaceAll('\0', ''));
        return normaliseText(once) === once;
      }),
    );
  });
});

test('[S5] whatever is sent gets 2xx or a refusal from the catalogue, never a 5xx', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constant('\ud800'),
    fc.constant('\0'),
  );
  const value = fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue());
  const nearMiss = fc.record(
    { text: value, seq: value, id: value, mood: value, anything: fc.jsonValue() },
    { requiredKeys: [] },
  );
  const payload = fc.oneof(
    nearMiss.map((body) => JSON.stringify(body)),
    fc.json(),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
  const type = fc.constantFrom(
    'application/json',
    'application/json',
    'text/plain',
    'multipart/form-data',
    'x',
  );
  await fc.assert(
    fc.asyncProperty(payload, type, async (body, contentType) => {
      const answer = await ask(body, { 'content-type': contentType });
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400) expect(Value.Check(Problem, answer.body)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
