/** What may fail while something is broken, and what a restore must do to everybody's cursors. */
import type { Problem } from '@plenum/protocol';
import { DROPPED, type Exchange } from './line.ts';
import type { Rule } from './rule.ts';
import { epochOf, type Story, versionOf } from './story.ts';

/** After a fault ended things may still fail for so long: crash recovery, new connections, a busy machine. */
export const GRACE_MS = 10_000;

/** A server never fails on its own: 503 only while something is broken, and never for the room's poll. */
export const failsOnlyWhileBroken: Rule = {
  numbers: 'W7 W14',
  promise: 'no 5xx but 503, that only while something is broken, and never "the database is away" for a poll',
  harm: 'out of order',
  *violations({ story }) {
    for (const { exchange, line } of story.exchanges) {
      const complaint = complaintAbout(exchange, story);
      if (complaint) yield { says: `${exchange.method} ${exchange.path}: ${complaint}`, lines: [line] };
    }
  },
};

function complaintAbout(exchange: Exchange, { faults }: Story): string | null {
  const { status, sentMs, answeredMs, text, path, error } = exchange;
  const isDuring = faults.some(
    ({ process, beginMs, endMs }) =>
      (process === null || process === exchange.process || status === 503) &&
      sentMs <= endMs + GRACE_MS &&
      answeredMs >= beginMs,
  );
  if (status === 0) return error === DROPPED || isDuring ? null : `no answer (${error}) although all is well`;
  if (status < 500) return null;
  if (status !== 503) return `${status} ${text}`;
  if (!isDuring) return `503 although all is well: ${text}`;
  const { code } = JSON.parse(text) as Problem;
  const isPoll = path.includes('/feed?since=') && !path.includes('/host/');
  return isPoll && code === 'database_unavailable' ? 'a poll must be answered from memory' : null;
}

/** Whoever could have seen what a restore took back gets a new epoch. */
export const restoreChangesEpoch: Rule = {
  numbers: 'F8',
  promise: 'after a restore that took something back, nobody stays in the epoch in which it was seen',
  harm: 'backwards',
  *violations({ story }) {
    for (const restore of story.restores) {
      const lost = lostBy(restore, story);
      if (!lost) continue;
      const epoch = epochOf(restore.cursor);
      const lines = [lost.line, restore.line];
      const what = `${lost.cursor} was told, and a copy from ${restore.cursor} was put back`;
      if (epochOf(story.truth.cursor) === epoch) {
        yield {
          says: `${what}: the epoch is still ${epoch} at the end`,
          lines: [...lines, story.truth.line],
        };
      }
      for (const { answer, sentMs, line } of story.reads) {
        if (sentMs < restore.endMs + restore.noticeMs || answer.kind === 'reset') continue;
        // An echo while the database is away tells nothing.
        const isEcho = answer.kind === 'delta' && answer.from === answer.cursor;
        if (epochOf(answer.cursor) === epoch && !isEcho) {
          yield { says: `${what}: ${answer.cursor} was answered after that`, lines: [...lines, line] };
        }
      }
    }
  },
};

/** Something of the copy's epoch that somebody was told before the restore, and that the copy does not hold. */
function lostBy({ cursor, beginMs }: Story['restores'][number], { reads, votes }: Story) {
  const isLost = (told: string, ms: number) =>
    ms < beginMs && epochOf(told) === epochOf(cursor) && versionOf(told) > versionOf(cursor);
  for (const { answer, answeredMs, line } of reads) {
    if (answer.kind !== 'reset' && isLost(answer.cursor, answeredMs)) return { cursor: answer.cursor, line };
  }
  for (const { outcome, answeredMs, line } of [...votes.values()].flat()) {
    if (outcome.is === 'acknowledged' && isLost(outcome.ack.cursor, answeredMs))
      return { cursor: outcome.ack.cursor, line };
  }
  return null;
}

/** A cursor becomes useless only by a restore; a delta may be too large at any time. */
export const resetHasCause: Rule = {
  numbers: 'W7',
  promise: 'without a restore no cursor is refused',
  harm: 'backwards',
  *violations({ story }) {
    const firstMs = Math.min(Number.POSITIVE_INFINITY, ...story.restores.map(({ beginMs }) => beginMs));
    for (const { answer, answeredMs, line, since, at } of story.reads) {
      if (answer.kind !== 'reset' || answer.reason === 'too-large' || answeredMs >= firstMs) continue;
      yield { says: `${since ?? at} was answered "reset ${answer.reason}" without a restore`, lines: [line] };
    }
  },
};
