/** Activities and answers over HTTP: schema, call, reply. */
import {
  ActivityList,
  ActivityResource,
  activityExamples,
  answerExamples,
  CloseActivity,
  CreateActivity,
  type ErrorCode,
  OpenActivity,
  PutResponse,
  ResponseAck,
  ShowBuckets,
  UpdateActivity,
} from '@plenum/protocol';
import { Type } from 'typebox';
import type { App, Deps } from '#/capability.ts';
import { ActivityParams, EventParams, requireId, requireSeq, SeqQuery } from '#/http/ids.ts';
import { namedExamples, problems, security } from '#/http/openapi.ts';
import { createActivities } from './activities.ts';
import { createResponses } from './responses.ts';
import { runOfShowRoutes } from './run-of-show-routes.ts';

export function activityRoutes(app: App, deps: Deps): void {
  hostRoutes(app, deps);
  runOfShowRoutes(app, deps);
  participantRoutes(app, deps);
}

function hostRoutes(app: App, deps: Deps): void {
  const { viewers } = deps;
  const activities = createActivities(deps);
  const common = { tags: ['activities'], security: security.host };
  const onEvent: ErrorCode[] = [
    'credentials_missing',
    'forbidden',
    'event_not_found',
    'event_gone',
    'rate_limited',
    'database_unavailable',
  ];
  const ids = ({ eventId, activityId }: { eventId: string; activityId: string }) =>
    [requireId(eventId, 'event_not_found'), requireId(activityId, 'activity_not_found')] as const;

  app.post(
    '/v1/events/:eventId/activities',
    {
      schema: {
        ...common,
        operationId: 'createActivity',
        summary: 'Add an activity at the end; the same id again answers the same activity',
        params: EventParams,
        body: { ...CreateActivity, ...namedExamples(activityExamples) },
        response: {
          200: ActivityResource,
          201: ActivityResource,
          ...problems(...onEvent, 'request_invalid', 'event_ended', 'id_taken', 'activities_full'),
        },
      },
    },
    async (request, reply) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      const { activity, isNew } = await activities.create(userId, eventId, request.body);
      return reply.code(isNew ? 201 : 200).send(activity);
    },
  );

  app.get(
    '/v1/events/:eventId/activities',
    {
      schema: {
        ...common,
        operationId: 'listActivities',
        summary: 'All activities in their order',
        params: EventParams,
        response: { 200: ActivityList, ...problems(...onEvent) },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      const items = await activities.list(userId, requireId(request.params.eventId, 'event_not_found'));
      return { items, nextCursor: null };
    },
  );

  app.get(
    '/v1/events/:eventId/activities/:activityId',
    {
      schema: {
        ...common,
        operationId: 'getActivity',
        summary: 'One activity',
        params: ActivityParams,
        response: { 200: ActivityResource, ...problems(...onEvent, 'activity_not_found') },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return activities.get(userId, ...ids(request.params));
    },
  );

  app.patch(
    '/v1/events/:eventId/activities/:activityId',
    {
      schema: {
        ...common,
        operationId: 'updateActivity',
        summary: 'Change wording or settings; what counts depend on is fixed after the first answer',
        params: ActivityParams,
        body: UpdateActivity,
        response: {
          200: ActivityResource,
          ...problems(
            ...onEvent,
            'request_invalid',
            'activity_not_found',
            'activity_frozen',
            'activity_closed',
            'edit_conflict',
          ),
        },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return activities.update(userId, ...ids(request.params), request.body);
    },
  );

  app.delete(
    '/v1/events/:eventId/activities/:activityId',
    {
      schema: {
        ...common,
        operationId: 'deleteActivity',
        summary: 'Remove an activity and its results; also what is not there (any more) is removed',
        params: ActivityParams,
        response: { 204: Type.Null(), ...problems(...onEvent, 'edit_conflict') },
      },
    },
    async (request, reply) => {
      const { userId } = await viewers.requireHost(request);
      await activities.delete(userId, ...ids(request.params));
      return reply.code(204).send(null);
    },
  );

  const acted = {
    200: ActivityResource,
    ...problems(...onEvent, 'request_invalid', 'activity_not_found', 'activity_closed', 'edit_conflict'),
  };
  app.post(
    '/v1/events/:eventId/activities/:activityId/open',
    {
      schema: {
        ...common,
        operationId: 'openActivity',
        summary: 'Publish the activity and take answers; closes nothing else',
        params: ActivityParams,
        body: Type.Optional(OpenActivity),
        response: acted,
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return activities.open(userId, ...ids(request.params), request.body ?? {});
    },
  );

  app.post(
    '/v1/events/:eventId/activities/:activityId/close',
    {
      schema: {
        ...common,
        operationId: 'closeActivity',
        summary: 'Close for good, at once or at an announced moment',
        params: ActivityParams,
        body: Type.Optional(CloseActivity),
        response: acted,
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return activities.close(userId, ...ids(request.params), request.body ?? {});
    },
  );

  app.patch(
    '/v1/events/:eventId/activities/:activityId/buckets',
    {
      schema: {
        ...common,
        operationId: 'showBuckets',
        summary: 'Merge, hide and show again what people named; counts of answers stay as they are',
        params: ActivityParams,
        body: ShowBuckets,
        response: {
          200: ActivityResource,
          ...problems(...onEvent, 'request_invalid', 'activity_not_found'),
        },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return activities.showBuckets(userId, ...ids(request.params), request.body);
    },
  );

  for (const [verb, operationId, summary] of [
    ['reveal', 'revealActivity', 'Show the result to everybody, with correct answer and explanation'],
    ['hide', 'hideActivity', 'Hide the result from everybody but hosts'],
  ] as const) {
    app.post(
      `/v1/events/:eventId/activities/:activityId/${verb}`,
      { schema: { ...common, operationId, summary, params: ActivityParams, response: acted } },
      async (request) => {
        const { userId } = await viewers.requireHost(request);
        return activities[verb](userId, ...ids(request.params));
      },
    );
  }
}

function participantRoutes(app: App, deps: Deps): void {
  const { viewers, limits } = deps;
  const responses = createResponses(deps);
  const common = { tags: ['responses'], security: security.participant };
  const answered = {
    200: ResponseAck,
    ...problems(
      'request_invalid',
      'answer_invalid',
      'credentials_missing',
      'forbidden',
      'participant_banned',
      'activity_not_found',
      'activity_closed',
      'not_open_yet',
      'seq_reused',
      'edit_conflict',
      'event_not_started',
      'event_paused',
      'event_ended',
      'event_gone',
      'rate_limited',
      'database_unavailable',
    ),
  };

  app.put(
    '/v1/events/:eventId/activities/:activityId/response',
    {
      config: { hot: true },
      schema: {
        ...common,
        operationId: 'putResponse',
        summary: 'Answer, or change the answer; safe to send again',
        params: ActivityParams,
        body: { ...PutResponse, ...namedExamples(answerExamples) },
        response: answered,
      },
    },
    async (request) => {
      const { eventId, participantId } = viewers.requireParticipant(request, request.params.eventId);
      limits.participantWrites.spend(participantId);
      const activityId = requireId(request.params.activityId, 'activity_not_found');
      return responses.put(eventId, activityId, participantId, request.body.seq, request.body.answer);
    },
  );

  app.delete(
    '/v1/events/:eventId/activities/:activityId/response',
    {
      config: { hot: true },
      schema: {
        ...common,
        operationId: 'deleteResponse',
        summary: 'Take the answer back; safe to send again',
        params: ActivityParams,
        querystring: SeqQuery,
        response: answered,
      },
    },
    async (request) => {
      const { eventId, participantId } = viewers.requireParticipant(request, request.params.eventId);
      limits.participantWrites.spend(participantId);
      const activityId = requireId(request.params.activityId, 'activity_not_found');
      return responses.withdraw(eventId, activityId, participantId, requireSeq(request.query.seq));
    },
  );
}
