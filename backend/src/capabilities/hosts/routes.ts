/** Accounts over HTTP, below `/v1/auth`. */
import { Text } from '@plenum/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App } from '#/capability.ts';
import type { Config } from '#/config.ts';
import { AppError } from '#/errors.ts';
import { problems, security } from '#/http/openapi.ts';
import { requireOwnOrigin, type Viewers } from '#/http/viewer.ts';
import type { Hosts } from './hosts.ts';
import { isLocalPath, PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from './rules.ts';

const strict = { additionalProperties: false } as const;
const Email = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[^\\s@]+@[^\\s@]+$',
  examples: ['host@example.org'],
});

const SignUp = Type.Object(
  {
    name: Text(80),
    email: Email,
    password: Type.String({ minLength: PASSWORD_CHARACTERS_MIN, maxLength: PASSWORD_CHARACTERS_MAX }),
  },
  strict,
);
const SignIn = Type.Object(
  { email: Email, password: Type.String({ minLength: 1, maxLength: PASSWORD_CHARACTERS_MAX }) },
  strict,
);
const OneTimeLink = Type.Object({
  token: Type.String({ minLength: 1, maxLength: 128 }),
  to: Type.String({ maxLength: 512 }),
});

const HostSession = Type.Object(
  {
    user: Type.Union([
      Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() }),
      Type.Null({ description: 'Nobody is signed in' }),
    ]),
  },
  { $id: 'HostSession' },
);

export interface HostRoutesDeps {
  readonly config: Pick<Config, 'publicUrl'>;
  readonly hosts: Hosts;
  readonly viewers: Pick<Viewers, 'forgetSession'>;
}

export function hostRoutes(app: App, { config, hosts, viewers }: HostRoutesDeps): void {
  const tags = ['hosts'];
  // Signing somebody in from another site is an attack too, so it is not only cookies that are guarded.
  const ownPagesOnly = async (request: FastifyRequest) => {
    const { origin, cookie } = request.headers;
    if (origin !== undefined || cookie !== undefined) requireOwnOrigin(request, config.publicUrl);
  };

  app.post(
    '/v1/auth/sign-up/email',
    {
      preHandler: ownPagesOnly,
      schema: {
        operationId: 'signUpHost',
        summary: 'Make a host account and sign in',
        tags,
        security: security.anyone,
        body: SignUp,
        response: {
          201: HostSession,
          ...problems('request_invalid', 'forbidden', 'id_taken', 'rate_limited'),
        },
      },
    },
    async (request, reply) => {
      const { user, cookies } = await hosts.signUp(request.body, request.ip);
      return reply.code(201).header('set-cookie', cookies).send({ user });
    },
  );

  app.post(
    '/v1/auth/sign-in/email',
    {
      preHandler: ownPagesOnly,
      schema: {
        operationId: 'signInHost',
        summary: 'Sign in with e-mail address and password',
        tags,
        security: security.anyone,
        body: SignIn,
        response: { 200: HostSession, ...problems('credentials_invalid', 'forbidden', 'rate_limited') },
      },
    },
    async (request, reply) => {
      const { user, cookies } = await hosts.signIn(request.body, request.ip);
      return reply.header('set-cookie', cookies).send({ user });
    },
  );

  app.post(
    '/v1/auth/sign-out',
    {
      preHandler: ownPagesOnly,
      schema: {
        operationId: 'signOutHost',
        summary: 'End this session; harmless when there is none',
        tags,
        security: [{ hostSession: [] }],
        response: { 200: HostSession, ...problems('forbidden') },
      },
    },
    async (request, reply) => {
      const { cookie } = request.headers;
      if (cookie !== undefined) {
        const cleared = await hosts.signOut(cookie);
        viewers.forgetSession(request);
        reply.header('set-cookie', cleared);
      }
      return reply.send({ user: null });
    },
  );

  app.get(
    '/v1/auth/session',
    {
      schema: {
        operationId: 'getHostSession',
        summary: 'Who is signed in in this browser',
        tags,
        security: security.anyone,
        response: { 200: HostSession },
      },
    },
    async (request, reply) => {
      const { cookie } = request.headers;
      if (cookie === undefined) return reply.send({ user: null });
      const { user, cookies } = await hosts.session(cookie);
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      return reply.send({ user });
    },
  );

  app.get(
    '/v1/auth/link',
    {
      schema: {
        operationId: 'useOneTimeLink',
        summary: 'Sign in with a one-time link and go on to the page it names',
        description: 'A browser is led on also when the link was used up: the page then asks it to sign in.',
        tags,
        security: security.anyone,
        querystring: OneTimeLink,
        response: {
          303: Type.Null({ description: 'Signed in' }),
          ...problems('request_invalid', 'credentials_invalid'),
        },
      },
    },
    async (request, reply) => {
      const { token, to } = request.query;
      if (!isLocalPath(to))
        throw new AppError('request_invalid', {
          errors: [{ path: 'query/to', message: 'is not a path of this site' }],
        });
      try {
        const { cookies } = await hosts.useLink(token);
        return leadOn(reply.header('set-cookie', cookies), to);
      } catch (error) {
        // The person reloads, or opens the printed link a second time: they may well be signed in already.
        const isUsedUp = error instanceof AppError && error.code === 'credentials_invalid';
        if (isUsedUp && request.headers.accept?.includes('text/html')) return leadOn(reply, to);
        throw error;
      }
    },
  );
}

function leadOn(reply: FastifyReply, path: string): FastifyReply {
  // The address holds the token: it must not travel on as a referrer.
  return reply.code(303).header('location', path).header('referrer-policy', 'no-referrer').send();
}
