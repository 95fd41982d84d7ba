/** Events over HTTP: schema, call, reply. */
import {
  CreateEvent,
  Cursor,
  type ErrorCode,
  EventList,
  EventResource,
  PutStage,
  ResetEvent,
  ScreenToken,
  UpdateEvent,
} from '@plenum/protocol';
import { Type } from 'typebox';
import type { App, Deps } from '#/capability.ts';
import { EventParams, requireId } from '#/http/ids.ts';
import { problems, security } from '#/http/openapi.ts';
import type { Events } from './events.ts';

const PAGE_MAX = 100;

const ListQuery = Type.Object({
  limit: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,2}$', description: `1 to ${PAGE_MAX}, default 50` }),
  ),
  after: Type.Optional(Type.String({ description: 'nextCursor of the page before' })),
});

/** What is left out stays as it is: no default may be filled in for it. */
const Changes = JSON.parse(
  JSON.stringify(UpdateEvent, (key, value) => (key === 'default' ? undefined : value)),
) as typeof UpdateEvent;

export function eventRoutes(app: App, { config, viewers }: Deps, events: Events): void {
  const common = { tags: ['events'], security: security.host };
  const onEvent: ErrorCode[] = [
    'credentials_missing',
    'forbidden',
    'event_not_found',
    'event_gone',
    'rate_limited',
    'database_unavailable',
  ];

  app.post(
    '/v1/events',
    {
      schema: {
        ...common,
        operationId: 'createEvent',
        summary: 'Create an event; the same id again answers the same event',
        body: CreateEvent,
        response: {
          200: EventResource,
          201: EventResource,
          ...problems(
            'request_invalid',
            'credentials_missing',
            'id_taken',
            'rate_limited',
            'database_unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const { userId } = await viewers.requireHost(request);
      const { event, isNew } = await events.create(userId, request.body);
      return reply.code(isNew ? 201 : 200).send(event);
    },
  );

  app.get(
    '/v1/events',
    {
      schema: {
        ...common,
        operationId: 'listEvents',
        summary: 'Own events, newest first',
        querystring: ListQuery,
        response: {
          200: EventList,
          ...problems('request_invalid', 'credentials_missing', 'rate_limited', 'database_unavailable'),
        },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      const { limit, after } = request.query;
      const from = after === undefined ? null : requireId(after, 'request_invalid');
      return events.list(userId, Math.min(Number(limit ?? 50), PAGE_MAX), from);
    },
  );

  app.get(
    '/v1/events/:eventId',
    {
      schema: {
        ...common,
        operationId: 'getEvent',
        summary: 'One event',
        params: EventParams,
        response: { 200: EventResource, ...problems(...onEvent) },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return events.get(userId, requireId(request.params.eventId, 'event_not_found'));
    },
  );

  app.patch(
    '/v1/events/:eventId',
    {
      schema: {
        ...common,
        operationId: 'updateEvent',
        summary: 'Change title, passcode or settings',
        params: EventParams,
        body: Changes,
        response: {
          200: EventResource,
          ...problems(...onEvent, 'request_invalid', 'settings_frozen', 'edit_conflict'),
        },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return events.update(userId, requireId(request.params.eventId, 'event_not_found'), request.body);
    },
  );

  app.delete(
    '/v1/events/:eventId',
    {
      schema: {
        ...common,
        operationId: 'deleteEvent',
        summary: 'Delete the event: gone for everybody at once',
        params: EventParams,
        response: { 204: Type.Null(), ...problems(...onEvent) },
      },
    },
    async (request, reply) => {
      const { userId } = await viewers.requireHost(request);
      await events.delete(userId, requireId(request.params.eventId, 'event_not_found'));
      return reply.code(204).send(null);
    },
  );

  for (const [verb, operationId, summary] of [
    ['start', 'startEvent', 'Go live, or go on after a pause'],
    ['pause', 'pauseEvent', 'Everything stays readable, nobody can answer'],
    ['end', 'endEvent', 'End the event; closes what is open'],
  ] as const) {
    app.post(
      `/v1/events/:eventId/${verb}`,
      {
        schema: {
          ...common,
          operationId,
          summary,
          params: EventParams,
          response: { 200: EventResource, ...problems(...onEvent, 'event_ended', 'edit_conflict') },
        },
      },
      async (request) => {
        const { userId } = await viewers.requireHost(request);
        return events.change(userId, requireId(request.params.eventId, 'event_not_found'), verb);
      },
    );
  }

  app.post(
    '/v1/events/:eventId/reset',
    {
      schema: {
        ...common,
        operationId: 'resetEvent',
        summary: 'Start again from scratch: answers of the old run are gone, participants stay',
        params: EventParams,
        body: Type.Optional(ResetEvent),
        response: { 200: EventResource, ...problems(...onEvent, 'request_invalid', 'edit_conflict') },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      return events.change(userId, eventId, 'reset', request.body?.run);
    },
  );

  app.put(
    '/v1/events/:eventId/stage',
    {
      schema: {
        ...common,
        operationId: 'putStage',
        summary: 'What the projector shows',
        params: EventParams,
        body: PutStage,
        response: {
          200: Type.Object({ cursor: Cursor }),
          ...problems(...onEvent, 'request_invalid', 'activity_not_found'),
        },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      return { cursor: await events.putStage(userId, eventId, request.body) };
    },
  );

  app.post(
    '/v1/events/:eventId/screen-tokens',
    {
      schema: {
        ...common,
        operationId: 'createScreenToken',
        summary: 'A token that opens the projector of this event and nothing else',
        params: EventParams,
        response: { 201: ScreenToken, ...problems(...onEvent) },
      },
    },
    async (request, reply) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      await events.requireOwner(userId, eventId);
      const token = viewers.mintScreenToken(eventId);
      const origin = config.publicUrl ?? `${request.protocol}://${request.host}`;
      return reply.code(201).send({ token, url: `${origin}/screen/${eventId}#${token}` });
    },
  );
}
