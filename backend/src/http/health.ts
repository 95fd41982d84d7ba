/**
 * Whether this process lives and wants traffic. Readiness stays green while only PostgreSQL is away: the feed answers
 * from memory, and taking every process out of the balancer would turn a database's pause into an outage.
 */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';

declare module 'fastify' {
  interface FastifyInstance {
    /** True from the first moment of a shutdown. */
    isDraining: boolean;
  }
}

export interface HealthOptions {
  /** Whether the database answers, within about a second; never throws. */
  readonly isDatabaseUp: () => Promise<boolean>;
}

/** `/readyz` is public: however often it is asked, the database is asked once in this time. */
const DATABASE_CHECK_MS = 1_000;

export function registerHealth(app: FastifyInstance, { isDatabaseUp }: HealthOptions): void {
  app.decorate('isDraining', false);
  const databaseUp = remembered(isDatabaseUp, DATABASE_CHECK_MS);

  app.get(
    '/livez',
    {
      config: { hot: true },
      schema: {
        operationId: 'getLivez',
        tags: ['health'],
        summary: 'Whether the process runs',
        response: { 200: Type.Object({ status: Type.Literal('ok') }) },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { status: 'ok' as const };
    },
  );

  const Readiness = Type.Object({
    status: Type.Enum(['ready', 'draining']),
    database: Type.Enum(['up', 'away']),
  });
  app.get(
    '/readyz',
    {
      config: { hot: true },
      schema: {
        operationId: 'getReadyz',
        tags: ['health'],
        summary: 'Whether the process wants traffic; 200 also while the database is away',
        response: { 200: Readiness, 503: Readiness },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      const database = (await databaseUp()) ? 'up' : 'away';
      if (!app.isDraining) return { status: 'ready' as const, database };
      return reply.code(503).header('retry-after', '1').send({ status: 'draining', database });
    },
  );
}

/** Asks at most once in `forMs`, and once for all who ask at the same time. */
function remembered<Value>(ask: () => Promise<Value>, forMs: number): () => Promise<Value> {
  let answer: Promise<Value> | null = null;
  let askedAt = 0;
  return () => {
    if (answer === null || performance.now() - askedAt > forMs) {
      askedAt = performance.now();
      answer = ask();
    }
    return answer;
  };
}
