/** Small schema pieces that several capabilities share. */
import { Type } from 'typebox';
import { CURSOR_PATTERN } from './cursor.ts';

/** UUID in canonical lower case; ids made by clients are UUIDv7 (74 random bits). */
export const Id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'UUID version 4 or 7, lower case',
});

export const Cursor = Type.String({ pattern: CURSOR_PATTERN, description: 'Opaque; send it back as since' });

/** Milliseconds since 1970 in the database's time. */
export const TimeMs = Type.Integer({ description: 'Milliseconds since 1970-01-01T00:00Z, database time' });

/** A moment that somebody plans: until the year 9999, which every clock here can say. */
export const PlannedMs = Type.Integer({
  minimum: 0,
  maximum: 253_402_300_799_999,
  description: 'Milliseconds since 1970-01-01T00:00Z, database time',
});

/** Order of one participant's writes to one thing: the reference client uses max(last + 1, server time in ms). */
export const Seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** Human text: counted in graphemes by the keyword `x-graphemesMax`, which the server's validator knows; `bytesMax` are those of UTF-8 in JSON, where `"` is two. */
export function Text(
  graphemesMax: number,
  options: { description?: string; graphemesMin?: number; bytesMax?: number } = {},
) {
  const { graphemesMin = 1, bytesMax, ...rest } = options;
  // A grapheme may hold many code points (flags, family emoji): maxLength only bounds the work.
  return Type.String({
    maxLength: graphemesMax * 20,
    'x-graphemesMin': graphemesMin,
    'x-graphemesMax': graphemesMax,
    // As JSON writes them, where many share one entity: a grapheme may have a hundred bytes (W16).
    ...(bytesMax !== undefined && { 'x-bytesMax': bytesMax }),
    ...rest,
  });
}

/** An object that refuses unknown fields (S5). */
export const strict = { additionalProperties: false } as const;
