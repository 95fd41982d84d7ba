/** Entries over HTTP: schema, call, reply. */
import { EntryList, EntryResource, type ErrorCode, ModerateEntry, Upvote, UpvoteAck } from '@plenum/protocol';
import { Type } from 'typebox';
import type { App, Deps } from '#/capability.ts';
import { ActivityParams, requireId, requireSeq, SeqQuery } from '#/http/ids.ts';
import { problems, security } from '#/http/openapi.ts';
import { createEntries } from './entries.ts';

const EntryParams = Type.Object({
  ...ActivityParams.properties,
  entryId: Type.String({ description: 'UUID of the entry' }),
});
const PATH = '/v1/events/:eventId/activities/:activityId/entries';

export function entryRoutes(app: App, deps: Deps): void {
  const { viewers, limits } = deps;
  const entries = createEntries(deps);
  const host = { tags: ['entries'], security: security.host };
  const participant = { tags: ['entries'], security: security.participant };
  const onEvent: ErrorCode[] = [
    'credentials_missing',
    'forbidden',
    'event_not_found',
    'event_gone',
    'rate_limited',
    'database_unavailable',
  ];
  const idsOf = (params: { eventId: string; activityId: string; entryId: string }) =>
    [
      requireId(params.eventId, 'event_not_found'),
      requireId(params.activityId, 'activity_not_found'),
      requireId(params.entryId, 'entry_not_found'),
    ] as const;

  app.get(
    PATH,
    {
      schema: {
        ...host,
        operationId: 'listEntries',
        summary: 'All texts of an activity, newest first, also those the room does not see',
        params: ActivityParams,
        querystring: Type.Object({
          after: Type.Optional(Type.String({ description: 'nextCursor of the page before' })),
        }),
        response: { 200: EntryList, ...problems(...onEvent, 'activity_not_found', 'entry_not_found') },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      const activityId = requireId(request.params.activityId, 'activity_not_found');
      const { after } = request.query;
      return entries.list(userId, eventId, activityId, after && requireId(after, 'entry_not_found'));
    },
  );

  app.patch(
    `${PATH}/:entryId`,
    {
      schema: {
        ...host,
        operationId: 'moderateEntry',
        summary: 'Show a text to the room, or set it aside',
        params: EntryParams,
        body: ModerateEntry,
        response: { 200: EntryResource, ...problems(...onEvent, 'request_invalid', 'entry_not_found') },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return entries.moderate(userId, ...idsOf(request.params), request.body);
    },
  );

  const upvoted = {
    200: UpvoteAck,
    ...problems(
      'request_invalid',
      'credentials_missing',
      'forbidden',
      'participant_banned',
      'entry_not_found',
      'seq_reused',
      'event_not_started',
      'event_paused',
      'event_ended',
      'event_gone',
      'rate_limited',
      'database_unavailable',
    ),
  };
  app.put(
    `${PATH}/:entryId/upvote`,
    {
      config: { hot: true },
      schema: {
        ...participant,
        operationId: 'upvoteEntry',
        summary: 'Upvote a text of somebody; safe to send again',
        params: EntryParams,
        body: Upvote,
        response: upvoted,
      },
    },
    async (request) => {
      const { eventId, participantId } = viewers.requireParticipant(request, request.params.eventId);
      limits.participantWrites.spend(participantId);
      const [, activityId, entryId] = idsOf(request.params);
      return entries.upvote(eventId, activityId, entryId, participantId, request.body.seq, true);
    },
  );

  app.delete(
    `${PATH}/:entryId/upvote`,
    {
      config: { hot: true },
      schema: {
        ...participant,
        operationId: 'removeEntryUpvote',
        summary: 'Take the upvote back; safe to send again',
        params: EntryParams,
        querystring: SeqQuery,
        response: upvoted,
      },
    },
    async (request) => {
      const { eventId, participantId } = viewers.requireParticipant(request, request.params.eventId);
      limits.participantWrites.spend(participantId);
      const [, activityId, entryId] = idsOf(request.params);
      const seq = requireSeq(request.query.seq);
      return entries.upvote(eventId, activityId, entryId, participantId, seq, false);
    },
  );
}
