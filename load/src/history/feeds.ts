/** The feed itself: one state per cursor, the same bytes from every process, never backwards. */
import type { Rule } from './rule.ts';
import type { State } from './states.ts';
import { epochOf, type Read, versionOf } from './story.ts';

/** Increments, snapshots and the database give the same state at the same cursor: nothing is ever skipped. */
export const oneStatePerCursor: Rule = {
  numbers: 'F2 F3 F5',
  promise:
    'at one cursor there is one state, whether built from increments, fetched whole, or read from the database',
  harm: 'lost',
  *violations({ states }) {
    const first = new Map<string, State>();
    for (const state of states) {
      const key = `${state.feed} ${state.cursor}`;
      const other = first.get(key);
      if (!other) first.set(key, state);
      else {
        yield {
          says: `${state.cursor} in the ${state.feed}: ${state.how} differs from ${other.how} in ${difference(state, other)}`,
          lines: [other.line, state.line],
        };
      }
    }
  },
};

function difference(a: State, b: State): string {
  const [left, right] = [new Set(a.print.split('\n')), new Set(b.print.split('\n'))];
  const only = [...left, ...right].filter((entity) => left.has(entity) !== right.has(entity));
  return only.map((entity) => entity.slice(0, 160)).join(' | ');
}

/** Two answers with the same bounds hold the same bytes, whoever gave them. */
export const sameBytes: Rule = {
  numbers: 'W2',
  promise: 'answers with the same from and cursor hold the same bytes, whichever process gives them',
  harm: 'out of order',
  *violations({ story }) {
    const first = new Map<string, { bytes: string; read: Read }>();
    for (const read of story.reads) {
      const { answer, exchange, feed, line } = read;
      if (answer.kind === 'reset') continue;
      const bytes = exchange.text.slice(exchange.text.indexOf('"entities":'));
      const key = `${feed} ${answer.kind === 'delta' ? answer.from : ''} → ${answer.cursor}`;
      const other = first.get(key);
      if (!other) first.set(key, { bytes, read });
      else if (other.bytes !== bytes) {
        yield {
          says: `${key}: process ${other.read.exchange.process} and ${exchange.process} sent different entities`,
          lines: [other.read.line, line],
        };
      }
    }
  },
};

/** An answer is never behind the question, and a client never hears of an epoch it already left. */
export const neverBackwards: Rule = {
  numbers: 'W6 W8',
  promise:
    'from ≤ since ≤ cursor in one epoch, nothing new at an equal cursor, no way back into an epoch that ended',
  harm: 'backwards',
  *violations({ story, eras }) {
    for (const { answer, since, at, line, feed } of story.reads) {
      const asked = since ?? at;
      if (asked === null) continue;
      const told = answer.kind === 'reset' ? answer.snapshot : answer.cursor;
      const wrong = (what: string) => ({
        says: `${feed}?${since ? 'since' : 'at'}=${asked}: ${what}`,
        lines: [line],
      });
      if (answer.kind === 'reset') {
        if (eras.order(epochOf(told)) < eras.order(epochOf(asked))) yield wrong(`sent back to ${told}`);
        continue;
      }
      if (epochOf(told) !== epochOf(asked)) yield wrong(`answered in another epoch, at ${told}`);
      else if (versionOf(told) < versionOf(asked)) yield wrong(`answered at ${told}`);
      if (answer.kind !== 'delta') continue;
      if (epochOf(answer.from) !== epochOf(asked) || versionOf(answer.from) > versionOf(asked)) {
        yield wrong(`the answer begins after it, at ${answer.from}`);
      }
      if (answer.cursor === asked && answer.entities.length > 0) yield wrong('changes without a new cursor');
    }
  },
};
