/** [W13] the document says what the routes do, from the same schemas. */
import { ERRORS, EventResource } from '@plenum/protocol';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '#/errors.ts';
import { problems, registerOpenapi, security } from './openapi.ts';
import { createServer } from './server.ts';

const app = createServer({ logLevel: 'silent', trustProxy: false });
// biome-ignore lint/suspicious/noExplicitAny: a document is read like a document.
let document: any;

beforeAll(async () => {
  await registerOpenapi(app as never, { cookieName: 'plenum_session' });
  app.get(
    '/v1/events/:eventId',
    {
      schema: {
        operationId: 'getEvent',
        security: security.host,
        params: Type.Object({ eventId: Type.String() }),
        response: { 200: EventResource, ...problems('event_not_found', 'code_unknown', 'event_gone') },
      },
    },
    async () => {
      throw new AppError('event_not_found');
    },
  );
  app.put(
    '/v1/events/:eventId',
    {
      schema: {
        operationId: 'putEvent',
        security: security.participant,
        params: Type.Object({ eventId: Type.String() }),
        body: Type.Object({ pair: Type.Tuple([Type.String(), Type.Integer()]) }),
        response: {
          200: EventResource,
          201: Type.Object({ items: Type.Array(EventResource) }),
          ...problems('answer_invalid'),
        },
      },
    },
    async () => ({ title: 'A' }) as never,
  );
  document = (await app.inject('/openapi.json')).json();
});
afterAll(() => app.close());

test('it is OpenAPI 3.1 with a security scheme per role', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.components.securitySchemes)).toEqual([
    'hostKey',
    'hostSession',
    'participantToken',
    'screenToken',
  ]);
  expect(document.paths['/v1/events/{eventId}'].get.security).toEqual([{ hostKey: [] }, { hostSession: [] }]);
});

test('a schema with a name stands once, and is referred to', () => {
  const { get, put } = document.paths['/v1/events/{eventId}'];
  const reference = { $ref: '#/components/schemas/Event' };
  expect(get.responses[200].content['application/json'].schema).toEqual(reference);
  expect(put.responses[201].content['application/json'].schema.properties.items.items).toEqual(reference);
  expect(document.components.schemas.Event.properties.code).toEqual({ type: 'string' });
  expect(JSON.stringify(document)).not.toContain('def-');
});

test('each refusal of a route is there with an example, its own and the common ones', () => {
  const { get, put } = document.paths['/v1/events/{eventId}'];
  const codes = (responses: Record<string, { content: Record<string, { examples?: object }> }>) =>
    Object.values(responses).flatMap(({ content }) =>
      Object.keys(content['application/problem+json']?.examples ?? {}),
    );
  expect(codes(get.responses)).toEqual(
    expect.arrayContaining([
      'event_not_found',
      'code_unknown',
      'event_gone',
      'credentials_missing',
      'forbidden',
      'internal',
      'database_unavailable',
    ]),
  );
  expect(codes(put.responses)).toEqual(
    expect.arrayContaining(['answer_invalid', 'request_invalid', 'body_malformed', 'body_too_large']),
  );
  expect(get.responses[404].content['application/problem+json'].examples.event_not_found).toEqual({
    $ref: '#/components/examples/event_not_found',
  });
  expect(document.components.examples.event_not_found.value).toMatchObject({
    code: 'event_not_found',
    status: ERRORS.event_not_found[0],
  });
  expect(get.responses[404].content['application/problem+json'].schema).toEqual({
    $ref: '#/components/schemas/Problem',
  });
});

test('tuples are written as JSON Schema 2020-12 does', () => {
  const { pair } =
    document.paths['/v1/events/{eventId}'].put.requestBody.content['application/json'].schema.properties;
  expect(pair).toMatchObject({ prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false });
});

test('describing refusals does not change them', async () => {
  const response = await app.inject('/v1/events/x');
  expect(response.statusCode).toBe(404);
  expect(response.json()).toMatchObject({ code: 'event_not_found', requestId: expect.any(String) });
});

test('every route is in it but the pages of the documentation itself', () => {
  expect(Object.keys(document.paths)).toEqual(['/openapi.json', '/v1/events/{eventId}']);
});

test('[S7] /docs works on plain http', async () => {
  const response = await app.inject('/docs');
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-security-policy']).toMatch(/default-src 'self'/);
  expect(response.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
});
