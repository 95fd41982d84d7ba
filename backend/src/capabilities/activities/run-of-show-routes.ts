/** The run of show over HTTP. */
import {
  ActivityList,
  ActivityResource,
  ArrangeActivities,
  Cursor,
  DuplicateActivity,
  type ErrorCode,
  ImportActivities,
  NextActivity,
} from '@plenum/protocol';
import { Type } from 'typebox';
import type { App, Deps } from '#/capability.ts';
import { ActivityParams, EventParams, requireId } from '#/http/ids.ts';
import { problems, security } from '#/http/openapi.ts';
import { createActivities } from './activities.ts';
import { createRunOfShow } from './run-of-show.ts';

/** 500 activities of 4 KB. */
const IMPORT_BYTES_MAX = 2 * 1024 * 1024;

export function runOfShowRoutes(app: App, deps: Deps): void {
  const { viewers } = deps;
  const show = createRunOfShow(createActivities(deps));
  const common = { tags: ['activities'], security: security.host };
  const onEvent: ErrorCode[] = [
    'request_invalid',
    'credentials_missing',
    'forbidden',
    'event_not_found',
    'event_gone',
    'rate_limited',
    'database_unavailable',
  ];

  app.post(
    '/v1/events/:eventId/next',
    {
      schema: {
        ...common,
        operationId: 'nextActivity',
        summary: 'Close what is on and open what follows, as one act; pressed twice it happens once',
        params: EventParams,
        body: NextActivity,
        response: {
          200: Type.Object({
            opened: Type.Union([ActivityResource, Type.Null()]),
            closed: Type.Union([ActivityResource, Type.Null()]),
            cursor: Cursor,
          }),
          ...problems(...onEvent, 'not_current', 'event_not_started', 'event_paused', 'event_ended'),
        },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      return show.next(userId, eventId, request.body);
    },
  );

  app.put(
    '/v1/events/:eventId/run-of-show',
    {
      // 500 ids with their sections.
      bodyLimit: 256 * 1024,
      schema: {
        ...common,
        operationId: 'arrangeActivities',
        summary: 'Put the activities in order, with their sections',
        params: EventParams,
        body: ArrangeActivities,
        response: { 200: ActivityList, ...problems(...onEvent) },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      return { items: await show.arrange(userId, eventId, request.body), nextCursor: null };
    },
  );

  app.post(
    '/v1/events/:eventId/activities/import',
    {
      bodyLimit: IMPORT_BYTES_MAX,
      schema: {
        ...common,
        operationId: 'importActivities',
        summary: 'Add many activities at the end: all of them or none',
        params: EventParams,
        body: ImportActivities,
        response: {
          201: ActivityList,
          ...problems(...onEvent, 'event_ended', 'id_taken', 'activities_full'),
        },
      },
    },
    async (request, reply) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      return reply
        .code(201)
        .send({ items: await show.import(userId, eventId, request.body), nextCursor: null });
    },
  );

  app.post(
    '/v1/events/:eventId/activities/:activityId/duplicate',
    {
      schema: {
        ...common,
        operationId: 'duplicateActivity',
        summary: 'A copy right behind it, ready; or its second round, to compare',
        params: ActivityParams,
        body: Type.Optional(DuplicateActivity),
        response: {
          200: ActivityResource,
          201: ActivityResource,
          ...problems(...onEvent, 'activity_not_found', 'event_ended', 'id_taken', 'activities_full'),
        },
      },
    },
    async (request, reply) => {
      const { userId } = await viewers.requireHost(request);
      const { id, isSecondRound } = request.body ?? {};
      const { activity, isNew } = await show.duplicate(
        userId,
        requireId(request.params.eventId, 'event_not_found'),
        requireId(request.params.activityId, 'activity_not_found'),
        id,
        isSecondRound,
      );
      return reply.code(isNew ? 201 : 200).send(activity);
    },
  );
}
