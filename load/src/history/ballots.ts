/** What became of every vote: acknowledged ⊆ final ⊆ attempted, once each, and a close that is final. */
import type { ResultEntity } from '@plenum/protocol';
import type { Case, Rule, Violation } from './rule.ts';
import { canonical } from './states.ts';
import { acknowledged, epochOf, keyOf, optionOf, type Vote, versionOf } from './story.ts';

const say = (option: string | null) => option ?? 'nothing';
const linesOf = (votes: readonly Vote[]) => votes.map(({ line }) => line);

/** Every acknowledged vote is stored at the end, or one of the same person that came after it. */
export const acknowledgedIsFinal: Rule = {
  numbers: 'F1 W12',
  promise: 'what was acknowledged is stored at the end',
  harm: 'lost',
  *violations({ story, eras }) {
    const stored = new Map(story.truth.responses.map((response) => [keyOf(response), response]));
    for (const [key, votes] of story.votes) {
      for (const { ack, line, answeredMs, seq } of acknowledged(votes)) {
        if (!eras.isContained({ cursor: ack.cursor, answeredMs }, story.truth.cursor)) continue;
        const final = stored.get(key);
        if (final && final.seq > ack.seq) continue;
        const isKept = final?.seq === ack.seq && final.option === optionOf(ack.answer);
        if (!isKept) {
          const held = final ? `seq ${final.seq} ${say(final.option)}` : 'nothing';
          yield {
            says: `${key}: acknowledged seq ${seq} (${ack.status}: ${ack.seq} ${say(optionOf(ack.answer))}), stored is ${held}`,
            lines: [line, story.truth.line],
          };
        }
      }
    }
  },
};

/** Nothing is stored, and nothing acknowledged, that nobody sent. */
export const finalWasAttempted: Rule = {
  numbers: 'A5 §3.3',
  promise: 'what is stored was sent by its participant, and an acknowledgement says what is stored',
  harm: 'double',
  *violations({ story }) {
    const wasSent = (votes: readonly Vote[], seq: number, option: string | null) =>
      votes.some((vote) => vote.seq === seq && vote.option === option);
    for (const response of story.truth.responses) {
      const votes = story.votes.get(keyOf(response)) ?? [];
      if (!wasSent(votes, response.seq, response.option)) {
        yield {
          says: `${keyOf(response)}: seq ${response.seq} ${say(response.option)} is stored and was never sent`,
          lines: [...linesOf(votes), story.truth.line],
        };
      }
    }
    for (const votes of story.votes.values()) {
      for (const { ack, seq, option, line } of acknowledged(votes)) {
        const isOwn = ack.seq === seq && optionOf(ack.answer) === option;
        const fits =
          ack.status === 'superseded'
            ? ack.seq > seq && wasSent(votes, ack.seq, optionOf(ack.answer))
            : isOwn && ack.status === (option === null ? 'withdrawn' : 'saved');
        if (!fits) yield { says: `seq ${seq} ${say(option)} was answered ${canonical(ack)}`, lines: [line] };
      }
    }
  },
};

/** One row per participant, and the published numbers are the sum over the rows. */
export const countedOnce: Rule = {
  numbers: 'A5',
  promise: 'each participant is counted once: tally, turnout and results are sums over the stored responses',
  harm: 'double',
  *violations({ story }) {
    const { truth } = story;
    const seen = new Set<string>();
    for (const response of truth.responses) {
      if (seen.has(keyOf(response)))
        yield { says: `${keyOf(response)} is stored twice`, lines: [truth.line] };
      seen.add(keyOf(response));
    }
    for (const { id, tally, turnout, state, closedResponses } of truth.activities) {
      const recounted: Record<string, number> = {};
      const counted = truth.responses.filter(({ activity, option }) => activity === id && option !== null);
      for (const { option } of counted) recounted[option as string] = (recounted[option as string] ?? 0) + 1;
      const expected = canonical({ counts: recounted, responses: counted.length });
      const claims: Record<string, unknown> = { 'the tally': { counts: tally, responses: turnout } };
      for (const { feed, type, id: of, body } of truth.entities) {
        if (type !== 'result' || of !== id) continue;
        const { counts, responses } = body as ResultEntity;
        claims[`the result in the ${feed}`] = { counts, responses };
      }
      if (state === 'closed')
        claims['the count at the close'] = { counts: recounted, responses: closedResponses };
      for (const [what, claim] of Object.entries(claims)) {
        if (canonical(claim) !== expected)
          yield {
            says: `${what} of ${id} is ${canonical(claim)}, the rows say ${expected}`,
            lines: [truth.line],
          };
      }
    }
  },
};

/** After an acknowledged close the published result never changes and holds no refused vote. */
export const closeIsFinal: Rule = {
  numbers: 'W12',
  promise: 'after a close nothing changes the result: it is final for all, and no refused vote is in it',
  harm: 'double',
  *violations(of) {
    yield* changesAfterFinal(of);
    yield* notFinalAfterClose(of);
    const { story, eras } = of;
    for (const { activity, participant, seq, option } of story.truth.responses) {
      const refusal = story.votes.get(`${activity} ${participant}`)?.find(({ seq: refused, outcome }) => {
        return refused === seq && outcome.is === 'refused' && outcome.code === 'activity_closed';
      });
      if (refusal && eras.isForGood(refusal.answeredMs)) {
        yield {
          says: `${activity} ${participant}: seq ${seq} ${say(option)} was refused as too late, and is stored`,
          lines: [refusal.line, story.truth.line],
        };
      }
    }
  },
};

function* changesAfterFinal({ states }: Case): Iterable<Violation> {
  const finals = new Map<string, { body: string; version: number; line: number }>();
  const inOrder = [...states].sort((a, b) => versionOf(a.cursor) - versionOf(b.cursor));
  for (const { cursor, entities, line, feed } of inOrder) {
    for (const [id, body] of (entities.get('result') ?? []) as Iterable<[string, ResultEntity]>) {
      // Which epoch: after a restore the close may never have happened.
      const key = `${epochOf(cursor)} ${id}`;
      const final = finals.get(key);
      const text = canonical(body);
      if (final && final.body !== text) {
        yield {
          says: `${id} was final as ${final.body} and is ${text} at ${cursor} in the ${feed}`,
          lines: [final.line, line],
        };
      } else if (!final && body.final) {
        finals.set(key, { body: text, version: versionOf(cursor), line });
      }
    }
  }
}

function* notFinalAfterClose({ story, eras, states }: Case): Iterable<Violation> {
  for (const { activity, verb, cursor: acked, answeredMs, line } of story.hostActs) {
    if (verb !== 'close' || acked === null) continue;
    for (const state of states) {
      const body = state.entities.get('result')?.get(activity) as ResultEntity | undefined;
      if (body && !body.final && eras.isContained({ cursor: acked, answeredMs }, state.cursor)) {
        yield {
          says: `${activity} was closed at ${acked}, and is not final at ${state.cursor}`,
          lines: [line, state.line],
        };
      }
    }
  }
}

/** Whoever sends again what was counted is told so, however late. */
export const retryIsWelcome: Rule = {
  numbers: 'W12',
  promise: 'the retry of a vote that was acknowledged is acknowledged again, also after the close',
  harm: 'lost',
  *violations({ story, eras }) {
    for (const votes of story.votes.values()) {
      const acks = acknowledged(votes).filter(({ answeredMs }) => eras.isForGood(answeredMs));
      for (const { outcome, sentMs, seq, line } of votes) {
        if (outcome.is !== 'refused') continue;
        const before = acks.find((ack) => ack.seq >= seq && ack.answeredMs < sentMs);
        if (before) {
          yield {
            says: `seq ${seq} was refused (${outcome.code}) after ${before.seq} was acknowledged`,
            lines: [before.line, line],
          };
        }
      }
    }
  },
};
