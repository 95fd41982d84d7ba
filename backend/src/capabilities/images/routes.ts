/** Images over HTTP: bytes in, bytes out. */
import type { IncomingMessage } from 'node:http';
import { IMAGE_BYTES_MAX, IMAGE_TYPES, Image, type ImageType } from '@plenum/protocol';
import { Type } from 'typebox';
import type { App, Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { EventParams, requireId } from '#/http/ids.ts';
import { problems, security } from '#/http/openapi.ts';
import type { Images } from './images.ts';

/**
 * For the whole upload: 20 s at most to receive it (http/server.ts), then the waits of the queue, of the decoder, of the
 * storage and of the database. Each has its own end; this meets what was forgotten.
 */
const UPLOAD_MS = 50_000;

const binary = { schema: { type: 'string', format: 'binary' } };

/** Bytes under an id never change. A picture runs nothing, whoever embeds it and whatever a browser takes it for. */
const IMAGE_HEADERS = {
  'content-type': 'image/webp',
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
};

export function imageRoutes(app: App, { viewers }: Deps, images: Images): void {
  app.register(async (scope) => {
    // The body stays in the socket until it is known who sends it; then it is read here, up to its own limit.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));

    (scope as unknown as App).post(
      '/v1/events/:eventId/images',
      {
        handlerTimeout: UPLOAD_MS,
        // What the schema says of bytes is for readers of the document.
        validatorCompiler: () => () => true,
        schema: {
          operationId: 'uploadImage',
          summary: 'Upload a picture for a prompt or an option; the same bytes again are the same image',
          tags: ['images'],
          security: security.host,
          params: EventParams,
          body: { content: Object.fromEntries(IMAGE_TYPES.map((type) => [type, binary])) },
          response: {
            201: Image,
            ...problems(
              'image_unreadable',
              'credentials_missing',
              'forbidden',
              'event_not_found',
              'images_full',
              'event_gone',
              'body_too_large',
              'image_too_large',
              'media_type_unsupported',
              'rate_limited',
              'overloaded',
              'storage_unavailable',
              'database_unavailable',
            ),
          },
        },
      },
      async (request, reply) => {
        const { userId } = await viewers.requireHost(request);
        const eventId = requireId(request.params.eventId, 'event_not_found');
        await images.requireOwner(eventId, userId);
        const type = requireType(request.headers['content-type']);
        const image = await images.withPlace(async () =>
          images.upload(eventId, type, await readBody(request.raw)),
        );
        return reply.code(201).send(image);
      },
    );
  });

  app.get(
    '/v1/images/:imageId',
    {
      schema: {
        operationId: 'getImage',
        summary: 'A picture, for ever the same',
        tags: ['images'],
        security: security.anyone,
        params: Type.Object({ imageId: Type.String({ description: 'UUID of the image' }) }),
        response: {
          200: { description: 'WebP', content: { 'image/webp': binary } },
          304: Type.Null({ description: 'What If-None-Match names' }),
          ...problems('image_not_found', 'storage_unavailable'),
        },
      },
    },
    async (request, reply) => {
      const id = requireId(request.params.imageId, 'image_not_found');
      const bytes = await images.read(id);
      if (!bytes) throw new AppError('image_not_found');
      const etag = `"${id}"`;
      reply.headers(IMAGE_HEADERS).header('etag', etag);
      const known = request.headers['if-none-match']?.split(/\s*,\s*/);
      // A proxy that recompresses says W/ before it.
      if (known?.some((one) => one === '*' || one.replace(/^W\//, '') === etag))
        return reply.code(304).send(null);
      return reply.send(bytes);
    },
  );
}

function requireType(header: string | undefined): ImageType {
  const name = header?.split(';', 1)[0]?.trim().toLowerCase();
  const type = IMAGE_TYPES.find((one) => one === name);
  if (!type) throw new AppError('media_type_unsupported', { detail: `Send ${IMAGE_TYPES.join(', ')}.` });
  return type;
}

/** @throws {AppError} body_too_large, as early as it can be known; body_malformed when the sender went away. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length']) > IMAGE_BYTES_MAX) throw new AppError('body_too_large');
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Not destroyed when there is too much, or the sender would hear a broken connection instead of the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length;
      if (length > IMAGE_BYTES_MAX) throw new AppError('body_too_large');
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    // What still comes is thrown away: left unread it would keep the connection, and a closing process, waiting.
    request.resume();
    if (error instanceof AppError) throw error;
    throw new AppError('body_malformed', { detail: 'The body ended early.', cause: error });
  }
  return Buffer.concat(chunks, length);
}
