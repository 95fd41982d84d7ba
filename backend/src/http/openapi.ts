/**
 * `openapi.json` and `/docs`, generated from the schemas that validate (W13). Schemas with an `$id` become components; a
 * route says which refusals it answers with `problems('event_not_found', …)`, the common ones are added here.
 */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import {
  type ActivityKind,
  CreateActivity,
  correctSchema,
  ERROR_CODES,
  ERRORS,
  type ErrorCode,
  ImageRef,
  kindSchemas,
  optionList,
  PROTOCOL_VERSION,
  type Problem,
} from '@plenum/protocol';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { Type } from 'typebox';
import { AppError, problem } from '#/errors.ts';

/** Who may call a route: `schema: { security: security.host }`. */
export const security = {
  host: [{ hostKey: [] }, { hostSession: [] }],
  participant: [{ participantToken: [] }],
  screen: [{ screenToken: [] }],
  anyone: [],
} as const satisfies Record<string, FastifySchema['security']>;

/** Requests by name, for a body of several shapes: `body: { ...CreateActivity, ...namedExamples(activityExamples) }`. */
export function namedExamples(examples: Readonly<Record<string, unknown>>) {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return { 'x-examples': Object.fromEntries(named) as Record<string, { value: unknown }> };
}

const EXAMPLE_REQUEST_ID = '3f1e9c52-6c1b-4a53-9b7e-0d9f4f6f2a10';

interface ProblemResponse {
  description: string;
  content: {
    [Type in 'application/problem+json']: {
      schema: { $ref: string };
      examples: Record<string, { $ref: string }>;
    };
  };
}

/** The refusals of a route as OpenAPI responses, by status: `response: { 200: Event, ...problems('event_not_found') }`. */
export function problems(...codes: ErrorCode[]): Record<number, ProblemResponse> {
  const responses: Record<number, ProblemResponse> = {};
  for (const code of codes) {
    const [status, title] = ERRORS[code];
    responses[status] ??= {
      description: '',
      content: { 'application/problem+json': { schema: { $ref: 'Problem#' }, examples: {} } },
    };
    const response = responses[status];
    response.description += `${response.description && ' · '}\`${code}\`: ${title}`;
    response.content['application/problem+json'].examples[code] = { $ref: `#/components/examples/${code}` };
  }
  return responses;
}

/** One example of each refusal; routes refer to them, so that the document stays readable. */
function problemExamples(): Record<string, { value: Problem }> {
  return Object.fromEntries(
    ERROR_CODES.map((code) => [code, { value: problem(new AppError(code), EXAMPLE_REQUEST_ID) }]),
  );
}

/** Registers the document. Before every route: it sees those that come after it. */
export async function registerOpenapi(
  app: FastifyInstance,
  { cookieName }: { cookieName: string },
): Promise<void> {
  app.addHook('onRoute', (route) => shareSchemas(app, route));
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plenum',
        version: String(PROTOCOL_VERSION),
        description:
          'Live-event polls. Writes are idempotent and safe to retry; reads answer what changed since a cursor.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        examples: problemExamples(),
        securitySchemes: {
          hostKey: { type: 'http', scheme: 'bearer', description: 'A host’s API key' },
          hostSession: {
            type: 'apiKey',
            in: 'cookie',
            name: cookieName,
            description: 'A signed-in host’s browser',
          },
          participantToken: {
            type: 'http',
            scheme: 'bearer',
            description: 'From joinEvent; opens one event',
          },
          screenToken: {
            type: 'http',
            scheme: 'bearer',
            description: 'A projector’s; opens one event’s screen feed',
          },
        },
      },
    },
    refResolver: {
      buildLocalReference: (schema, _base, _fragment, index) => String(schema.$id ?? `schema-${index}`),
    },
    transform: ({ schema, url, route }) => {
      const whole = withCommonProblems(schema, route);
      return {
        schema: whole.body === undefined ? whole : { ...whole, body: referring(whole.body) },
        url,
      };
    },
    transformObject: (document) => {
      const object = 'openapiObject' in document ? document.openapiObject : document.swaggerObject;
      const { components = {} } = object as { components?: { schemas?: Record<string, unknown> } };
      components.schemas = { ...components.schemas, ...requestComponents() };
      modernise(object);
      return object;
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // Its own styles are inline. No upgrade to https: a phone may read this on a plain-http address (S7).
    staticCSP: {
      'default-src': "'self'",
      'img-src': ["'self'", 'data:'],
      'style-src': ["'self'", "'unsafe-inline'"],
      'frame-ancestors': "'none'",
    },
  });
  app.get(
    '/openapi.json',
    {
      schema: {
        operationId: 'getOpenapi',
        tags: ['health'],
        summary: 'This document',
        response: { 200: Type.Object({}, { additionalProperties: true, description: 'OpenAPI 3.1' }) },
      },
    },
    (_request, reply) => reply.header('cache-control', 'no-cache').send(app.swagger()),
  );
}

/**
 * Schemas that stand in many requests, by name. The document refers to them, which makes it a tenth as long; the validator has them where
 * they stand. Found by what they say, because a schema is copied on its way here.
 */
function namedSchemas(): Map<string, string> {
  const named = new Map<string, string>();
  const add = (name: string, schema: object | null) => schema && named.set(JSON.stringify(schema), name);
  add('ImageRef', ImageRef);
  add('Option', (optionList(2) as { items: object }).items);
  add('CreateActivity', CreateActivity);
  for (const [kind, { settings, answer }] of Object.entries(kindSchemas)) {
    const name = kind.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
    add(`${name}Settings`, settings);
    add(`${name}Correct`, correctSchema(kind as ActivityKind));
    // Nearly always the same.
    add(`${name}Answer`, answer);
  }
  return named;
}

/** @param isDefinition  The outermost schema is itself one of them. */
function referring(schema: unknown, named = namedSchemas(), isDefinition = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => referring(item, named));
  if (typeof schema !== 'object' || schema === null) return schema;
  const name = isDefinition ? undefined : named.get(JSON.stringify(schema));
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'x-examples' ? value : referring(value, named),
    ]),
  );
}

function requestComponents(): Record<string, unknown> {
  const named = namedSchemas();
  return Object.fromEntries(
    [...named].map(([schema, name]) => [name, referring(JSON.parse(schema), named, true)]),
  );
}

/**
 * Replaces every response schema with an `$id` by a reference, and makes it known under that name. Refusals are for the document alone: they are
 * sent as text (`errors.ts`), and a serializer for each of some six hundred would be most of what a start takes.
 */
function shareSchemas(app: FastifyInstance, route: RouteOptions): void {
  const { schema } = route;
  if (schema === undefined || schema.response === undefined) return;
  const answers = Object.entries(schema.response as Record<string, unknown>);
  const isRefusal = ([status]: [string, unknown]) => Number(status) >= 400;
  route.config = {
    ...route.config,
    refusals: Object.fromEntries(answers.filter(isRefusal)),
  };
  route.schema = {
    ...schema,
    response: withReferences(app, Object.fromEntries(answers.filter((answer) => !isRefusal(answer)))),
  };
}

function withReferences(app: FastifyInstance, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withReferences(app, item));
  if (typeof value !== 'object' || value === null) return value;
  const { $id, ...rest } = value as Record<string, unknown>;
  const inner = Object.fromEntries(
    Object.entries(rest).map(([key, item]) => [key, withReferences(app, item)]),
  );
  if (typeof $id !== 'string') return inner;
  if (app.getSchema($id) === undefined) app.addSchema({ $id, ...inner });
  return { $ref: `${$id}#` };
}

/** What any route of its kind may answer. Documentation only: these never filter what is sent. */
function withCommonProblems(schema: FastifySchema | undefined, route: RouteOptions): FastifySchema {
  const codes: ErrorCode[] = ['internal'];
  if (schema?.body || schema?.querystring || schema?.params) codes.push('request_invalid');
  if (schema?.body)
    codes.push('body_malformed', 'text_malformed', 'body_too_large', 'media_type_unsupported');
  if (schema?.security?.length) codes.push('credentials_missing', 'credentials_invalid', 'forbidden');
  if (route.url.startsWith('/v1')) codes.push('database_unavailable');
  const response: Record<string, unknown> = {
    ...(schema?.response as object | undefined),
    ...route.config?.refusals,
  };
  for (const [status, common] of Object.entries(problems(...codes))) {
    const own = response[status] as Partial<ProblemResponse> | undefined;
    response[status] = own?.content?.['application/problem+json']
      ? merged(own as ProblemResponse, common)
      : (own ?? common);
  }
  return { ...schema, response };
}

function merged(own: ProblemResponse, common: ProblemResponse): ProblemResponse {
  const type = 'application/problem+json';
  const examples = { ...own.content[type].examples, ...common.content[type].examples };
  const codes = Object.keys(examples) as ErrorCode[];
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code][1]}`).join(' · '),
    content: { [type]: { ...own.content[type], examples } },
  };
}

/** OpenAPI 3.1 speaks JSON Schema 2020-12, where a tuple is `prefixItems`; our validator speaks draft 7. In place. */
function modernise(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Record<string, unknown>;
  if (schema.type === 'array' && Array.isArray(schema.items)) {
    schema.prefixItems = schema.items;
    schema.items = false;
    delete schema.additionalItems;
  }
  for (const value of Object.values(schema)) modernise(value);
}
