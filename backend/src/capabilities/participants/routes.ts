/** Participants over HTTP: schema, call, reply. */
import {
  type ErrorCode,
  Join,
  Joined,
  Me,
  Participant,
  ParticipantList,
  ParticipantResource,
  RemoveParticipant,
  ResumeCode,
  UpdateMe,
} from '@plenum/protocol';
import { Type } from 'typebox';
import type { App, Deps } from '#/capability.ts';
import { EventParams, requireId } from '#/http/ids.ts';
import { addressKey } from '#/http/limits.ts';
import { problems, security } from '#/http/openapi.ts';
import { createParticipants, type ParticipantHooks } from './participants.ts';

type Participants = ReturnType<typeof createParticipants>;

const ParticipantParams = Type.Object({
  eventId: Type.String({ description: 'UUID of the event' }),
  participantId: Type.String({ description: 'UUID of the participant' }),
});

const ListQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 64, description: 'nextCursor of the page before' })),
  search: Type.Optional(Type.String({ maxLength: 64, description: 'A part of the nickname' })),
});

export function participantRoutes(app: App, deps: Deps, hooks: ParticipantHooks): void {
  const participants = createParticipants(deps, hooks);
  joinRoutes(app, deps, participants);
  ownRoutes(app, deps, participants);
  hostRoutes(app, deps, participants);
}

function joinRoutes(app: App, { limits }: Deps, participants: Participants): void {
  app.post(
    '/v1/join',
    {
      schema: {
        tags: ['participants'],
        operationId: 'joinEvent',
        summary:
          'Join by code; the same joinKey gets the same participant again, a resumeCode whoever got it',
        security: security.anyone,
        body: Join,
        response: {
          201: Joined,
          ...problems(
            'request_invalid',
            'nickname_refused',
            'team_unknown',
            'code_unknown',
            'resume_code_unknown',
            'passcode_required',
            'participant_banned',
            'event_ended',
            'rate_limited',
            'database_unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      limits.minting.spend(addressKey(request.ip));
      return reply.code(201).send(await participants.join(request.body, request.ip));
    },
  );
}

function ownRoutes(app: App, { viewers, limits }: Deps, participants: Participants): void {
  const common = { tags: ['participants'], security: security.participant, params: EventParams };
  const mine: ErrorCode[] = [
    'credentials_missing',
    'forbidden',
    'participant_banned',
    'event_not_found',
    'event_gone',
    'database_unavailable',
  ];

  app.get(
    '/v1/events/:eventId/me',
    {
      schema: {
        ...common,
        operationId: 'getMe',
        summary: 'Own name and stored answers; fetched on join or resume, never on a timer',
        response: { 200: Me, ...problems(...mine) },
      },
    },
    async (request) => {
      const { eventId, participantId } = viewers.requireParticipant(request, request.params.eventId);
      return participants.me(eventId, participantId);
    },
  );

  app.patch(
    '/v1/events/:eventId/me',
    {
      schema: {
        ...common,
        operationId: 'updateMe',
        summary: 'Change the own nickname or team; a team only while nobody has points',
        body: UpdateMe,
        response: {
          200: Participant,
          ...problems(
            ...mine,
            'request_invalid',
            'nickname_refused',
            'team_unknown',
            'settings_frozen',
            'event_ended',
            'rate_limited',
          ),
        },
      },
    },
    async (request) => {
      const { eventId, participantId } = viewers.requireParticipant(request, request.params.eventId);
      limits.participantWrites.spend(participantId);
      return participants.update(eventId, participantId, request.body);
    },
  );

  app.post(
    '/v1/events/:eventId/me/resume-code',
    {
      schema: {
        ...common,
        operationId: 'createResumeCode',
        summary: 'A personal code to be the same person elsewhere; the one before is void',
        response: { 201: ResumeCode, ...problems(...mine, 'rate_limited') },
      },
    },
    async (request, reply) => {
      const { eventId, participantId } = viewers.requireParticipant(request, request.params.eventId);
      limits.participantWrites.spend(participantId);
      return reply.code(201).send({ code: await participants.createResumeCode(eventId, participantId) });
    },
  );
}

function hostRoutes(app: App, { viewers }: Deps, participants: Participants): void {
  const common = { tags: ['participants'], security: security.host };
  const onEvent: ErrorCode[] = [
    'credentials_missing',
    'forbidden',
    'event_not_found',
    'event_gone',
    'rate_limited',
    'database_unavailable',
  ];
  const ids = ({ eventId, participantId }: { eventId: string; participantId: string }) =>
    [requireId(eventId, 'event_not_found'), requireId(participantId, 'participant_not_found')] as const;

  app.get(
    '/v1/events/:eventId/participants',
    {
      schema: {
        ...common,
        operationId: 'listParticipants',
        summary: 'Who joined, in that order, without their answers',
        params: EventParams,
        querystring: ListQuery,
        response: { 200: ParticipantList, ...problems(...onEvent, 'request_invalid') },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      return participants.list(userId, eventId, request.query.after, request.query.search);
    },
  );

  app.post(
    '/v1/events/:eventId/participants/:participantId/remove',
    {
      schema: {
        ...common,
        operationId: 'removeParticipant',
        summary:
          'Remove somebody: what they answered in what is open is taken back, what is closed stays counted',
        params: ParticipantParams,
        body: Type.Optional(RemoveParticipant),
        response: {
          200: ParticipantResource,
          ...problems(...onEvent, 'request_invalid', 'participant_not_found'),
        },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return participants.remove(userId, ...ids(request.params), request.body?.mayReturn ?? false);
    },
  );

  app.post(
    '/v1/events/:eventId/participants/:participantId/restore',
    {
      schema: {
        ...common,
        operationId: 'restoreParticipant',
        summary: 'Let somebody in again as who they were; answers that were taken back stay so',
        params: ParticipantParams,
        response: { 200: ParticipantResource, ...problems(...onEvent, 'participant_not_found') },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      return participants.restore(userId, ...ids(request.params));
    },
  );
}
