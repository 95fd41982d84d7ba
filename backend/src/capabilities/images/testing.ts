/** For tests of this capability: pictures to upload, and an S3 of the test's own. */
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';

/** A plain red picture. */
export const aPicture = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: 'red' } });

/** A PNG that says it has this size and holds next to nothing. */
export function aHollowPng(width: number, height: number, bitsPerChannel: 8 | 16 = 8): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitsPerChannel, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', Buffer.from('789c030000000001', 'hex')),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export const KEYS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'a secret key',
  sessionToken: 'a session',
};

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/** An HTTP server of the test's own, gone when the test is. */
export async function aServer(
  answer: (request: IncomingMessage, body: Buffer, reply: ServerResponse) => void,
) {
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    answer(request, Buffer.concat(chunks), reply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/**
 * An S3 that keeps objects in memory and refuses whatever is not signed with `KEYS`, by its own reading of the
 * specification. `trouble` may answer instead of it.
 */
export async function aBucket(trouble: (reply: ServerResponse) => boolean = () => false) {
  const objects = new Map<string, Buffer>();
  const heard: Heard[] = [];
  const { url, stop } = await aServer((request, body, reply) => {
    const { method = '', url: path = '', headers } = request;
    heard.push({ method, path, headers });
    if (trouble(reply)) return;
    const refusal = signatureProblem(request, body);
    if (refusal !== null) reply.writeHead(403).end(`<Error><Code>${refusal}</Code></Error>`);
    else if (method === 'PUT') {
      objects.set(path, body);
      reply.writeHead(200).end();
    } else if (method === 'DELETE') {
      objects.delete(path);
      reply.writeHead(204).end();
    } else {
      const object = objects.get(path);
      reply.writeHead(object ? 200 : 404).end(object ?? '<Error><Code>NoSuchKey</Code></Error>');
    }
  });
  return {
    objects,
    heard,
    stop,
    config: { bucket: 'pictures', region: 'eu-central-1', endpoint: url, credentials: KEYS },
  };
}

/** Signature Version 4, as the receiving side checks it; null when all is well. */
function signatureProblem({ method = '', url = '', headers }: IncomingMessage, body: Buffer): string | null {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=(.+?)\/((\d{8})\/(.+?)\/s3\/aws4_request), SignedHeaders=(.+?), Signature=(\w{64})$/;
  const [, keyId, scope = '', day = '', region = '', names = '', signature] =
    pattern.exec(headers.authorization ?? '') ?? [];
  if (keyId !== KEYS.accessKeyId) return 'InvalidAccessKeyId';
  const hash = createHash('sha256').update(body).digest('hex');
  if (headers['x-amz-content-sha256'] !== hash) return 'XAmzContentSHA256Mismatch';
  if (headers['x-amz-security-token'] !== KEYS.sessionToken) return 'InvalidToken';
  const canonical = [
    method,
    url,
    '',
    ...names.split(';').map((name) => `${name}:${headers[name]}`),
    '',
    names,
    hash,
  ].join('\n');
  const signed = [
    'AWS4-HMAC-SHA256',
    headers['x-amz-date'],
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    hmac,
    `AWS4${KEYS.secretAccessKey}`,
  );
  return hmac(key, signed).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}
