/**
 * AWS keys: as given, or asked for where the container may (the task role on ECS, pod identity on EKS), which expire and
 * are asked for again before they do.
 */
import { readFile } from 'node:fs/promises';
import type { AwsKeys, BucketCredentials } from '#/config.ts';

const ASK_MS = 2_000;
/** AWS hands out new keys from five minutes before the old ones end. */
const RENEW_BEFORE_MS = 5 * 60_000;

interface Lent {
  readonly keys: AwsKeys;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * @param now  Milliseconds since 1970, for tests.
 * @returns a function that gives keys valid now; at no cost but every few hours. It throws when there are none to be had.
 */
export function createKeys(
  credentials: BucketCredentials,
  now: () => number = Date.now,
): () => Promise<AwsKeys> {
  if ('accessKeyId' in credentials) return async () => credentials;
  let lent: Lent | null = null;
  let asking: Promise<Lent> | null = null;
  return async () => {
    if (lent && now() < lent.expiresAt - RENEW_BEFORE_MS) return lent.keys;
    asking ??= ask(credentials).finally(() => {
      asking = null;
    });
    try {
      lent = await asking;
    } catch (error) {
      // The old ones hold for some minutes yet.
      if (!lent || now() >= lent.expiresAt) throw error;
    }
    return lent.keys;
  };
}

async function ask({ url, token, tokenFile }: Exclude<BucketCredentials, AwsKeys>): Promise<Lent> {
  // Read every time: what is in the file changes.
  const authorization = tokenFile === null ? token : (await readFile(tokenFile, 'utf8')).trim();
  const response = await fetch(url, {
    headers: authorization === null ? {} : { authorization },
    redirect: 'error',
    signal: AbortSignal.timeout(ASK_MS),
  });
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = response.ok
    ? ((await response.json()) as Record<string, unknown>)
    : {};
  const expiresAt = typeof Expiration === 'string' ? Date.parse(Expiration) : Number.NaN;
  if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string' || Number.isNaN(expiresAt))
    throw new Error(`the container's credentials cannot be had: ${response.status}`);
  return {
    keys: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(typeof Token === 'string' && { sessionToken: Token }),
    },
    expiresAt,
  };
}
