/**
 * The naive ballot with Prisma: an interactive transaction per vote, which stores the answer and adds to the hot row of
 * the tally. The same pool and the same database settings as ours.
 */
import { PrismaClient, PrismaPg } from '@plenum/prisma';
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

const app = Fastify({ logger: false });
app.put('/v1/events/:eventId/activities/:activityId/response', async (request) => {
  const { eventId, activityId } = request.params as { eventId: string; activityId: string };
  const participantId = request.headers.authorization?.slice('Bearer '.length) as string;
  const { answer, seq } = request.body as { answer: { optionId: string }; seq: number };
  const own = { eventId, run: 1, activityId, participantId };
  const stored = { seq, answer: JSON.stringify(answer), contributions: { [answer.optionId]: 1 } };
  // Everybody waits for the one hot row: patience, or most of this would be time-outs.
  await prisma.$transaction(
    async (transaction) => {
      await transaction.response.upsert({
        where: { eventId_run_activityId_participantId: own },
        create: { ...own, ...stored },
        update: stored,
      });
      const bucket = { eventId, run: 1, activityId, bucket: answer.optionId };
      await transaction.tally.upsert({
        where: { eventId_run_activityId_bucket: bucket },
        create: { ...bucket, weight: 1 },
        update: { weight: { increment: 1 } },
      });
    },
    { maxWait: 30_000, timeout: 30_000 },
  );
  return { status: 'saved', answer, seq };
});
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.once('SIGTERM', () => process.exit(0));
