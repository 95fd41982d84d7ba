/**
 * Accounts by e-mail and password, from better-auth: it keeps users, sessions and passwords; our routes, checks and
 * errors stand in front of it. Its own router is not used: its methods are called with bodies that our schemas passed.
 */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { isAPIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { Config } from '#/config.ts';
import type { Database } from '#/db/client.ts';
import { AppError } from '#/errors.ts';
import { deriveKey } from '#/http/tokens.ts';
import { createGate } from './gate.ts';
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from './rules.ts';

/** A session ends when it was not used for a week; each use after a day prolongs it. */
const SESSION_SECONDS = 7 * 24 * 3600;
const SESSION_RENEW_SECONDS = 24 * 3600;
/** The link printed at the start of a demo: for as long as somebody plausibly leaves that terminal open. */
const LINK_SECONDS = 24 * 3600;
/** A hash takes 32 MB and some 80 ms of a core: a flood of sign-ins must not stop the polls beside it. */
const HASHES_AT_ONCE = Math.max(1, Math.min(4, availableParallelism() - 1));
const HASHES_WAITING_MAX = 40;

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts(
  config: Pick<Config, 'publicUrl' | 'tokenSecret'>,
  { prisma }: Pick<Database, 'prisma'>,
) {
  const isHttps = config.publicUrl?.startsWith('https:') ?? false;
  // The prefix makes browsers insist on Secure, Path=/ and no Domain; plain http cannot carry it.
  const prefix = isHttps ? '__Host-' : '';
  const cookieName = `${prefix}plenum_session`;
  const cookie = (name: string) => ({
    name,
    attributes: { httpOnly: true, secure: isHttps, sameSite: 'lax' as const, path: '/' },
  });
  const hashing = createGate(HASHES_AT_ONCE, HASHES_WAITING_MAX);

  const auth = betterAuth({
    appName: 'Plenum',
    // Only cookies and links would be derived from it; ours are set below and relative.
    baseURL: config.publicUrl ?? 'http://localhost',
    basePath: '/v1/auth',
    secret: deriveKey(config.tokenSecret, 'host-sessions').toString('base64url'),
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    user: { modelName: 'hostUser' },
    session: { modelName: 'hostSession', expiresIn: SESSION_SECONDS, updateAge: SESSION_RENEW_SECONDS },
    account: { modelName: 'hostAccount' },
    verification: { modelName: 'hostVerification' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_CHARACTERS_MIN,
      maxPasswordLength: PASSWORD_CHARACTERS_MAX,
      password: {
        hash: (password) => hashing.run(() => hashPassword(password)),
        verify: (pair) => hashing.run(() => verifyPassword(pair)),
      },
    },
    plugins: [
      magicLink({
        storeToken: 'hashed',
        expiresIn: LINK_SECONDS,
        disableSignUp: true,
        // Nothing is sent: `issueLink` below gets the token, and hands it to whoever starts the process.
        sendMagicLink: ({ token, metadata }) => (metadata as unknown as Delivery).deliver(token),
      }),
    ],
    advanced: {
      useSecureCookies: false,
      cookies: { session_token: cookie(cookieName), dont_remember: cookie(`${prefix}plenum_dont_remember`) },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUID() },
    },
    // Both ours: limits count failures only, and the Origin is checked on every unsafe request.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its lines quote e-mail addresses; what matters comes back as an error.
    logger: { disabled: true },
  });

  return {
    cookieName,
    auth,
    /** The token of a link that signs one account in, once. The database holds its hash. */
    async issueLink(email: string): Promise<string> {
      let issued = '';
      const metadata: Delivery = {
        deliver: (token) => {
          issued = token;
        },
      };
      await auth.api.signInMagicLink({ body: { email, metadata }, headers: new Headers() });
      return issued;
    },
  };
}
type Delivery = { deliver: (token: string) => void };

/** Stands for the page of its own that better-auth would send a browser to. */
export const REDIRECT = 'redirect';

/**
 * Runs a call of better-auth and gives what it throws its place in our catalogue.
 * @param refusals  Codes of better-auth that this call may meet, as our refusals.
 * @throws {AppError}
 */
export async function translated<Value>(
  call: () => Promise<Value>,
  database: Pick<Database, 'ping'>,
  refusals: Readonly<Record<string, () => AppError>> = {},
): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const isRedirect = error.statusCode >= 300 && error.statusCode < 400;
    const refusal = refusals[isRedirect ? REDIRECT : (error.body?.code ?? '')];
    if (refusal !== undefined) throw refusal();
    if (error.statusCode < 500 && error.body?.code !== 'FAILED_TO_CREATE_USER') {
      throw new AppError(error.statusCode === 401 ? 'credentials_invalid' : 'request_invalid', {
        cause: error,
      });
    }
    // It swallows the database's error: ask the database itself whether that was it.
    if (await database.ping()) throw error;
    throw new AppError('database_unavailable', { retryAfterSeconds: 2, cause: error });
  }
}
