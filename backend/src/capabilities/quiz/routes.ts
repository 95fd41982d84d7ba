/** The quiz over HTTP: schema, call, reply. */
import { Leaderboard } from '@plenum/protocol';
import { Type } from 'typebox';
import type { App, Deps } from '#/capability.ts';
import { EventParams, requireId } from '#/http/ids.ts';
import { problems, security } from '#/http/openapi.ts';
import { createQuiz } from './quiz.ts';

export function quizRoutes(app: App, deps: Deps): void {
  const { viewers } = deps;
  const quiz = createQuiz(deps);
  app.get(
    '/v1/events/:eventId/leaderboard',
    {
      schema: {
        tags: ['quiz'],
        security: security.host,
        operationId: 'getLeaderboard',
        summary: 'Everybody with points, best first; equal points share a place',
        params: EventParams,
        querystring: Type.Object({
          after: Type.Optional(
            Type.String({ pattern: '^[0-9]{1,7}$', description: 'nextCursor of the page before' }),
          ),
        }),
        response: {
          200: Leaderboard,
          ...problems(
            'request_invalid',
            'credentials_missing',
            'forbidden',
            'event_not_found',
            'event_gone',
            'rate_limited',
            'database_unavailable',
          ),
        },
      },
    },
    async (request) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      return quiz.leaderboard(userId, eventId, Number(request.query.after ?? 0));
    },
  );
}
