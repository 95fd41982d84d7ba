/**
 * What may come in (S5): bounded, well-formed text in one normal form, checked against strict schemas without coercion.
 * Runs between parsing and validation, so that lengths are judged on what will be stored.
 */
import type {
  FastifyInstance,
  FastifyRequest,
  FastifyServerOptions,
  preValidationHookHandler,
} from 'fastify';
import { AppError } from '#/errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of a body that may be large, what the route looks at: the rest is dropped before it costs anything. */
    usedOf?: (body: unknown) => unknown;
  }
}

/** An act is some fields, a poll some options: 16 KB is plenty. Uploads have limits of their own. */
export const BODY_BYTES_MAX = 16 * 1024;
export const DEPTH_MAX = 12;
/**
 * Of a body that may be larger than others. Objects and keys cost a hundred times what their bytes do: 9.6 MB of `{}` held the process for
 * 2.4 s. The densest export of 10 MB has about 400,000; so many take 0.4 s.
 */
export const VALUES_MAX = 450_000;

/** Everything C0 and C1 but the line break, and U+FEFF, which is a byte order mark that lost its way. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point.
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff]/g;
/**
 * Overrides, embeddings and isolates can turn the text around them on the projector. The plain marks U+200E, U+200F and
 * U+061C stay: they only settle neutral characters beside them, and Hebrew and Arabic sentences need them.
 */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;

/**
 * One spelling for each text: NFC, `\n` for every line break, a space for a tab, no other control characters, no bidi
 * overrides or isolates, ends trimmed.
 * @throws {AppError} text_malformed: NUL or a lone surrogate, which PostgreSQL and JSON cannot carry.
 */
export function normaliseText(text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) throw new AppError('text_malformed');
  // Most texts are plain ASCII ids and enum values.
  if (/^[!-~]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(LINE_BREAKS, '\n')
    .replaceAll('\t', ' ')
    .replace(CONTROLS, '')
    .replace(BIDI_CONTROLS, '')
    .trim();
}

/**
 * Normalises every string of a parsed body, in place where it can be.
 * @throws {AppError} text_malformed, also for a body nested deeper than `DEPTH_MAX`.
 */
export function normaliseBody(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return normaliseText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_MAX) throw tooDeep();
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = normaliseBody(item, depth + 1);
    return value;
  }
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    // Keys are names we know or ids: they are refused, never repaired.
    if (key.includes('\0') || !key.isWellFormed()) throw new AppError('text_malformed');
    fields[key] = normaliseBody(fields[key], depth + 1);
  }
  return fields;
}

const tooDeep = () =>
  new AppError('text_malformed', { detail: `The body is nested deeper than ${DEPTH_MAX}.` });

/** Before validation: normalises the body; a POST without any body counts as `{}`, so that verbs need none. */
export const normaliseRequest: preValidationHookHandler = (request, _reply, done) => {
  try {
    const { usedOf = (body) => body } = request.routeOptions.config;
    if (request.body !== undefined) request.body = normaliseBody(usedOf(request.body));
    else if (request.routeOptions.schema?.body !== undefined) request.body = {};
    done();
  } catch (error) {
    done(error as Error);
  }
};

/** JSON in strict UTF-8 is the only body there is: no plain text, no forms, so no cross-site form can post (S5). */
export function acceptJsonOnly(app: FastifyInstance): void {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    let text: string;
    try {
      if (bytes.length > BODY_BYTES_MAX) requireModest(bytes as Buffer);
    } catch (error) {
      done(error as Error);
      return;
    }
    try {
      text = utf8.decode(bytes as Buffer);
    } catch {
      // By default bytes that are no UTF-8 silently become U+FFFD.
      done(new AppError('body_malformed', { detail: 'The body is not UTF-8.' }));
      return;
    }
    // Many clients name the type on every request: where a body may be missing, an empty one is a missing one.
    if (text === '' && !needsBody(request)) done(null, undefined);
    else parse(request, text, done);
  });
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
/** `[` and `{` differ in this bit alone, and so do `]` and `}`. */
const BRACE_BIT = 0x20;
const [BEGIN, END] = [0x7b, 0x7d];

/**
 * Looks at JSON before anybody builds objects of it. What is no JSON passes: the parser says so.
 * @throws request_invalid (too many values), text_malformed (nested too deeply)
 */
export function requireModest(bytes: Uint8Array): void {
  let [values, depth, isText] = [1, 0, false];
  for (let n = 0; n < bytes.length; n++) {
    const byte = bytes[n] as number;
    if (isText) {
      if (byte === BACKSLASH) n++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === COMMA) values++;
    else if ((byte | BRACE_BIT) === BEGIN) {
      values++;
      if (++depth > DEPTH_MAX) throw tooDeep();
    } else if ((byte | BRACE_BIT) === END) depth--;
    if (values > VALUES_MAX) {
      throw new AppError('request_invalid', { detail: `The body holds more than ${VALUES_MAX} values.` });
    }
  }
}

/** Whether the route asks for any field at all. */
function needsBody({ routeOptions: { schema } }: FastifyRequest): boolean {
  const body = schema?.body as { required?: readonly string[] } | undefined;
  return (body?.required?.length ?? 0) > 0;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Something a person can see: a name of zero-width joiners alone is empty. U+2800 is the blank Braille cell. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/u;

/** What a person would call the number of characters: a family emoji is one. Invisible text has none. */
export function graphemes(text: string): number {
  if (/^[!-~]*$/.test(text)) return text.length;
  if (!VISIBLE.test(text)) return 0;
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}

type AjvOptions = NonNullable<FastifyServerOptions['ajv']>;
/** The part of Ajv that we use; the package itself is Fastify's. */
interface KeywordHost {
  addKeyword(definition: object): unknown;
}

function addGraphemeKeywords(ajv: KeywordHost): void {
  const keyword = (name: string, holds: (limit: number, count: number) => boolean, words: string) =>
    ajv.addKeyword({
      keyword: name,
      type: 'string',
      schemaType: 'number',
      validate: (limit: number, text: string) => holds(limit, graphemes(text)),
      error: { message: ({ schema }: { schema: number }) => `must have ${words} ${schema} characters` },
    });
  // For the document alone.
  ajv.addKeyword({ keyword: 'x-examples' });
  keyword('x-graphemesMin', (limit, count) => count >= limit, 'at least');
  keyword('x-graphemesMax', (limit, count) => count <= limit, 'at most');
  ajv.addKeyword({
    keyword: 'x-bytesMax',
    type: 'string',
    schemaType: 'number',
    validate: (limit: number, text: string) => Buffer.byteLength(JSON.stringify(text)) - 2 <= limit,
    error: { message: ({ schema }: { schema: number }) => `must have at most ${schema} bytes in JSON` },
  });
}

/** How bodies, queries and paths are validated: as they are, or refused. */
export const ajvOptions: AjvOptions = {
  customOptions: {
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: true,
    // One error is enough to fix; collecting all of them can be made expensive by the sender.
    allErrors: false,
    // A misspelt keyword stops the start; these two only ask for a style of writing schemas.
    strict: true,
    strictTypes: false,
    strictTuples: false,
    // One of several objects told apart by a field: what is wrong is said of that one.
    discriminator: true,
    // Ajv polishes what it generates for longer than it takes to generate it; V8 does the same again. A third of a start.
    code: { optimize: false },
  },
  plugins: [addGraphemeKeywords as never],
};
