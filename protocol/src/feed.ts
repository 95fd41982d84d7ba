/** What a reader gets: the three answers of every feed. PROTOCOL.md, "Reading". */
import { type Static, Type } from 'typebox';
import { Cursor, TimeMs } from './common.ts';

/** `[type, id, body]`: one whole entity; `null` means gone. */
export const Entity = Type.Tuple([Type.String(), Type.String(), Type.Unknown()], {
  description: 'type, id, whole body (null = gone)',
});
export type Entity = [type: string, id: string, body: unknown];

const PollAfterMs = Type.Integer({
  minimum: 0,
  description: 'Ask again after this many ms, ±20 % jitter; 0 = stop',
});

export const Delta = Type.Object(
  {
    kind: Type.Literal('delta'),
    from: Cursor,
    cursor: Cursor,
    committedAt: TimeMs,
    pollAfterMs: PollAfterMs,
    entities: Type.Array(Entity),
  },
  { $id: 'Delta' },
);
export const Snapshot = Type.Object(
  {
    kind: Type.Literal('snapshot'),
    cursor: Cursor,
    committedAt: TimeMs,
    pollAfterMs: PollAfterMs,
    entities: Type.Array(Entity),
  },
  { $id: 'Snapshot' },
);
export const RESET_REASONS = ['epoch', 'future', 'too-large', 'restarted'] as const;
export const Reset = Type.Object(
  {
    kind: Type.Literal('reset'),
    reason: Type.Enum([...RESET_REASONS]),
    snapshot: Cursor,
    spreadMs: Type.Integer({ minimum: 0 }),
    pollAfterMs: PollAfterMs,
  },
  { $id: 'Reset' },
);
export const FeedAnswer = Type.Union([Delta, Snapshot, Reset]);

export type ResetReason = (typeof RESET_REASONS)[number];
export type Delta = Omit<Static<typeof Delta>, 'entities'> & { entities: Entity[] };
export type Snapshot = Omit<Static<typeof Snapshot>, 'entities'> & { entities: Entity[] };
export type Reset = Static<typeof Reset>;
export type FeedAnswer = Delta | Snapshot | Reset;

export const FeedQuery = Type.Object({ since: Type.Optional(Cursor), at: Type.Optional(Cursor) });

export const TimeAnswer = Type.Object({ nowMs: TimeMs });

/** A delta larger than this is answered by a reset instead (W7). */
export const DELTA_BYTES_MAX = 32 * 1024;
