/**
 * Pictures in an S3 bucket, Amazon's or one that speaks like it. Three calls need no SDK: a signed request, a deadline,
 * one more try.
 */
import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { BucketConfig } from '#/config.ts';
import { createKeys } from './credentials.ts';
import type { ImageStorage } from './storage.ts';

/** For one try, its answer's body included. A picture has some 100 KB. */
const TRY_MS = 4_000;
/** S3 asks for a second try after a 5xx. All three calls may be sent again. */
const TRIES = 2;
/** The bucket may hold other things too. */
const PREFIX = 'images/';

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** Amazon's buckets have host names; other stores know them as paths. */
export function objectUrl(
  { bucket, region, endpoint }: Omit<BucketConfig, 'credentials'>,
  key: string,
): string {
  const base = endpoint === null ? `https://${bucket}.s3.${region}.amazonaws.com` : `${endpoint}/${bucket}`;
  return `${base}/${PREFIX}${key}.webp`;
}

export function createBucketStorage(
  config: BucketConfig,
  { tryMs = TRY_MS }: { tryMs?: number } = {},
): ImageStorage {
  const keys = createKeys(config.credentials);

  async function ask(
    method: 'GET' | 'PUT' | 'DELETE',
    key: string,
    body?: Buffer<ArrayBuffer>,
  ): Promise<Answer> {
    const signed = await new AwsV4Signer({
      method,
      url: objectUrl(config, key),
      headers: {
        // The signature covers the content: what arrives is what was sent, also over plain http.
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
        ...(body && { 'content-type': 'image/webp' }),
      },
      ...(await keys()),
      service: 's3',
      region: config.region,
    }).sign();
    const response = await fetch(signed.url, {
      method,
      headers: signed.headers,
      ...(body && { body }),
      // A redirect is the wrong region: followed, its signature would be wrong.
      redirect: 'error',
      signal: AbortSignal.timeout(tryMs),
    });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  }

  /** The answer, if its status is one of `expected`. @throws what the bucket or the network said at the last try. */
  async function patiently(
    expected: readonly number[],
    ...question: Parameters<typeof ask>
  ): Promise<Answer> {
    for (let tries = TRIES; ; tries--) {
      try {
        const answer = await ask(...question);
        if (expected.includes(answer.status)) return answer;
        throw new BucketError(answer);
      } catch (error) {
        const isFinal = error instanceof BucketError && error.status < 500;
        if (tries <= 1 || isFinal) throw error;
      }
    }
  }

  return {
    async put(key, bytes) {
      await patiently([200], 'PUT', key, bytes as Buffer<ArrayBuffer>);
    },
    async get(key) {
      const { status, body } = await patiently([200, 404], 'GET', key);
      return status === 404 ? null : body;
    },
    async delete(key) {
      await patiently([200, 204, 404], 'DELETE', key);
    },
  };
}

class BucketError extends Error {
  override readonly name = 'BucketError';
  readonly status: number;

  constructor({ status, body }: Answer) {
    const [, code = 'no code'] = /<Code>(\w+)<\/Code>/.exec(body.toString()) ?? [];
    super(`the bucket answered ${status}: ${code}`);
    this.status = status;
  }
}
