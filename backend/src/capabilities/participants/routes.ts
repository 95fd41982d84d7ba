/** Participants over HTTP: schema, call, reply. */
import { type ErrorCode, Join, Joined, Me, Participant, UpdateMe } from '@plenum/protocol';
import type { App, Deps, MeField } from '#/capability.ts';
import { EventParams, requireId } from '#/http/ids.ts';
import { addressKey } from '#/http/limits.ts';
import { problems, security } from '#/http/openapi.ts';
import { createParticipants } from './participants.ts';

export function participantRoutes(app: App, deps: Deps, meFields: readonly MeField[]): void {
  const { viewers, limits } = deps;
  const participants = createParticipants(deps, meFields);
  const mine: ErrorCode[] = ['credentials_missing', 'forbidden', 'event_not_found', 'database_unavailable'];

  app.post(
    '/v1/join',
    {
      schema: {
        tags: ['participants'],
        operationId: 'joinEvent',
        summary: 'Join by code; the same joinKey gets the same participant and token again',
        security: security.anyone,
        body: Join,
        response: {
          201: Joined,
          ...problems(
            'request_invalid',
            'code_unknown',
            'passcode_required',
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

  app.get(
    '/v1/events/:eventId/me',
    {
      schema: {
        tags: ['participants'],
        operationId: 'getMe',
        summary: 'Own name and stored answers; fetched on join or resume, never on a timer',
        security: security.participant,
        params: EventParams,
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
        tags: ['participants'],
        operationId: 'updateMe',
        summary: 'Change the own nickname',
        security: security.participant,
        params: EventParams,
        body: UpdateMe,
        response: {
          200: Participant,
          ...problems(...mine, 'request_invalid', 'event_ended', 'rate_limited'),
        },
      },
    },
    async (request) => {
      const { eventId, participantId } = viewers.requireParticipant(request, request.params.eventId);
      limits.participantWrites.spend(participantId);
      requireId(eventId, 'event_not_found');
      return participants.rename(eventId, participantId, request.body.nickname);
    },
  );
}
