/**
 * The least that Fastify can do for a poll: one route that sends bytes it was given, with the headers it was given.
 * Nothing is looked up, nothing can change.
 */
import Fastify from 'fastify';

const { headers, body } = JSON.parse(process.env.ANSWER as string) as {
  headers: Record<string, string>;
  body: string;
};
const bytes = Buffer.from(body);
const named = Object.entries(headers);

const app = Fastify({ logger: false });
app.get('/v1/events/:eventId/feed', (_request, reply) => {
  for (const [name, value] of named) reply.header(name, value);
  // As ours: persistence is the default of HTTP/1.1, and the bytes on the wire shall be the same.
  reply.raw.removeHeader('connection');
  return reply.send(bytes);
});
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.once('SIGTERM', () => process.exit(0));
