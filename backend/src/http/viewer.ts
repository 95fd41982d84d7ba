/**
 * Who is asking. Every route that is not public calls `requireHost`, `requireParticipant` or `requireScreen` first:
 * missing credentials are 401 before anything is looked up, so that nobody learns what exists.
 */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Config } from '#/config.ts';
import { AppError } from '#/errors.ts';
import { createTokens, type ParticipantClaim, type ScreenClaim, type Tokens } from './tokens.ts';

export interface HostViewer {
  readonly userId: string;
  readonly via: 'session' | 'api-key';
  /** Hash of the credential: the key of limits per token. Never the credential. */
  readonly credential: string;
}

/** What the shell needs to know of accounts; `app.ts` passes the hosts capability in. */
export interface HostDirectory {
  /** Name of the session cookie. */
  readonly cookieName: string;
  /** The account of a signed-in browser, or null. @param cookie  The whole `Cookie` header. */
  userOfSession(cookie: string): Promise<{ userId: string } | null>;
  /** The account of an API key, or null. */
  userOfApiKey(key: string): Promise<{ userId: string } | null>;
}

export interface Viewers extends Tokens {
  /**
   * The host behind a request, by API key (`Authorization: Bearer`) or session cookie.
   * @throws {AppError} credentials_missing, credentials_invalid, forbidden (a token of another role, a foreign Origin);
   *   what the database throws while it is away and the cache (≤ 4 s) does not know the credential.
   */
  requireHost(request: FastifyRequest): Promise<HostViewer>;
  /**
   * The participant behind a request, without a database.
   * @throws {AppError} credentials_missing; credentials_invalid when the token is forged or malformed; forbidden when it
   *   belongs to another event or is a screen's.
   */
  requireParticipant(request: FastifyRequest, eventId: string): ParticipantClaim;
  /** The projector behind a request; throws as `requireParticipant` does. */
  requireScreen(request: FastifyRequest, eventId: string): ScreenClaim;
  /** Forgets a signed-out browser at once; other processes follow when their cache runs out. */
  forgetSession(request: FastifyRequest): void;
}

/** A revoked right is seen everywhere within 5 s (S2). */
const CACHE_MS = 4_000;
const CACHE_MAX = 10_000;
/** Longer than any credential we make; hashing what a stranger sends should stay cheap. */
const CREDENTIAL_MAX = 1_024;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function createViewers(
  config: Pick<Config, 'publicUrl' | 'tokenSecret'>,
  hosts: HostDirectory,
): Viewers {
  const tokens = createTokens(config.tokenSecret);
  const cache = new LRUCache<string, HostViewer>({ max: CACHE_MAX, ttl: CACHE_MS });

  async function lookUp(
    via: HostViewer['via'],
    secret: string,
    find: () => Promise<{ userId: string } | null>,
  ): Promise<HostViewer> {
    const credential = credentialHash(via, secret);
    const known = cache.get(credential);
    if (known) return known;
    const found = await find();
    if (found === null) throw new AppError('credentials_invalid');
    const viewer: HostViewer = { userId: found.userId, via, credential };
    cache.set(credential, viewer);
    return viewer;
  }

  return {
    ...tokens,
    async requireHost(request) {
      const key = bearer(request);
      if (key !== null) {
        // A phone's token is genuine, it only opens no control room.
        if (tokens.verifyParticipantToken(key) ?? tokens.verifyScreenToken(key))
          throw new AppError('forbidden');
        return lookUp('api-key', key, () => hosts.userOfApiKey(key));
      }
      const { cookie } = request.headers;
      const session = cookie === undefined ? null : cookieValue(cookie, hosts.cookieName);
      if (cookie === undefined || session === null) throw new AppError('credentials_missing');
      requireOwnOrigin(request, config.publicUrl);
      return lookUp('session', session, () => hosts.userOfSession(cookie));
    },
    requireParticipant(request, eventId) {
      const token = bearerOrMissing(request);
      const claim = tokens.verifyParticipantToken(token);
      if (claim === null)
        throw new AppError(tokens.verifyScreenToken(token) ? 'forbidden' : 'credentials_invalid');
      return ofThisEvent(claim, eventId);
    },
    requireScreen(request, eventId) {
      const token = bearerOrMissing(request);
      const claim = tokens.verifyScreenToken(token);
      if (claim === null)
        throw new AppError(tokens.verifyParticipantToken(token) ? 'forbidden' : 'credentials_invalid');
      return ofThisEvent(claim, eventId);
    },
    forgetSession({ headers: { cookie } }) {
      const session = cookie === undefined ? null : cookieValue(cookie, hosts.cookieName);
      if (session !== null) cache.delete(credentialHash('session', session));
    },
  };
}

/**
 * Refuses an act that another site makes a signed-in browser do. Browsers send `Origin` with every unsafe request, so
 * one without it does not come from our pages either.
 * @throws {AppError} forbidden
 */
export function requireOwnOrigin(request: FastifyRequest, publicUrl: string | null): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin } = request.headers;
  const isOwn =
    origin !== undefined &&
    (publicUrl === null
      ? URL.canParse(origin) && new URL(origin).host === request.host
      : origin === publicUrl);
  if (!isOwn) throw new AppError('forbidden', { detail: 'The request comes from another site.' });
}

function ofThisEvent<Claim extends { eventId: string }>(claim: Claim, eventId: string): Claim {
  if (claim.eventId !== eventId)
    throw new AppError('forbidden', { detail: 'This token belongs to another event.' });
  return claim;
}

function bearerOrMissing(request: FastifyRequest): string {
  const token = bearer(request);
  if (token === null) throw new AppError('credentials_missing');
  return token;
}

/** The bearer credential; null without the header. @throws {AppError} credentials_invalid for any other scheme. */
function bearer({ headers: { authorization } }: FastifyRequest): string | null {
  if (authorization === undefined) return null;
  const match = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization);
  if (match?.[1] === undefined || match[1].length > CREDENTIAL_MAX) throw new AppError('credentials_invalid');
  return match[1];
}

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim() || null;
  }
  return null;
}

function credentialHash(via: string, secret: string): string {
  return createHash('sha256').update(`${via}\0${secret}`).digest('base64url');
}
