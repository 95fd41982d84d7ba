/** Reports over HTTP: an event goes out as a file and comes in as one. */
import {
  ACTIVITIES_MAX,
  CreateActivity,
  EVENT_FILE_FORMAT,
  EventExport,
  EventResource,
  EventSettings,
  EventTitle,
  EXPORT_FORMATS,
  ImportEvent,
} from '@plenum/protocol';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App, Deps } from '#/capability.ts';
import { EventParams, requireId } from '#/http/ids.ts';
import { problems, security } from '#/http/openapi.ts';
import { createExports } from './export.ts';
import { createImports, type ImportHooks, type Pieces, piecesOf, usedOf } from './import.ts';
import type { KindOf } from './table.ts';

/** A file can hold all answers, though they are not taken over. */
const IMPORT_BYTES_MAX = 10 * 1024 * 1024;
/** Its waits have their own ends (export.ts); this meets what was forgotten. */
const EXPORT_MS = 58_000;
/** A download that nobody takes any of. */
const STUCK_MS = 30_000;

const binary = { schema: { type: 'string', format: 'binary' } };

/** What an import uses of a file is as strict as the requests it stands for. */
const PiecesSchema = Type.Object(
  {
    title: EventTitle,
    settings: Type.Partial(EventSettings, { additionalProperties: false }),
    activities: Type.Array(CreateActivity, { maxItems: ACTIVITIES_MAX }),
  },
  { additionalProperties: false },
);

export interface ReportHooks<Prepared extends object> extends ImportHooks<Prepared> {
  readonly kindOf: KindOf;
}

export function reportRoutes<Prepared extends object>(
  app: App,
  deps: Deps,
  hooks: ReportHooks<Prepared>,
): void {
  const { viewers } = deps;
  const exports = createExports(deps, hooks.kindOf);
  const imports = createImports(deps, hooks);
  const common = { tags: ['reports'], security: security.host };

  app.get(
    '/v1/events/:eventId/export',
    {
      handlerTimeout: EXPORT_MS,
      schema: {
        ...common,
        operationId: 'exportEvent',
        summary: 'The whole event as a file, at any moment: all of it, as it stood at one moment',
        params: EventParams,
        querystring: Type.Object({ format: Type.Enum([...EXPORT_FORMATS]) }),
        response: {
          200: {
            description: 'docs/export.md says what stands where',
            content: {
              'application/json': { schema: EventExport },
              'text/csv': { schema: { type: 'string' } },
              'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': binary,
            },
          },
          ...problems(
            'request_invalid',
            'credentials_missing',
            'forbidden',
            'event_not_found',
            'event_gone',
            'rate_limited',
            'overloaded',
            'database_unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      const { type, disposition, bytes, body } = await exports.file(userId, eventId, request.query.format);
      reply.raw.setTimeout(STUCK_MS);
      return reply
        .header('content-type', type)
        .header('content-disposition', disposition)
        .header('content-length', bytes)
        .send(body);
    },
  );

  const hosts = new WeakMap<FastifyRequest, string>();
  app.post(
    '/v1/events/import',
    {
      bodyLimit: IMPORT_BYTES_MAX,
      config: { usedOf },
      // Before the body is read: it is large.
      async onRequest(request) {
        hosts.set(request, (await viewers.requireHost(request)).userId);
      },
      schema: {
        ...common,
        operationId: 'importEvent',
        summary: `A new event from a file of exportEvent (${EVENT_FILE_FORMAT}), ready to start, without answers`,
        body: ImportEvent,
        response: {
          200: EventResource,
          201: EventResource,
          ...problems(
            'request_invalid',
            'import_invalid',
            'credentials_missing',
            'id_taken',
            'event_gone',
            'body_too_large',
            'rate_limited',
            'database_unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const file = request.body;
      const pieces = piecesOf(file);
      const validate = request.compileValidationSchema(PiecesSchema, 'body');
      // As Fastify refuses a body: the one error handler knows the form.
      if (!validate(pieces)) throw Object.assign(new Error('wrong pieces'), { validation: validate.errors });
      const { event, isNew } = await imports.import(hosts.get(request) as string, file, pieces as Pieces);
      return reply.code(isNew ? 201 : 200).send(event);
    },
  );
}
