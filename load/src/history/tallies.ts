/**
 * The numbers in every answer: between what must be counted at its cursor and what can have been sent when it came.
 * Per participant the votes that may be the stored one are those from the last that must be contained to the last sent.
 */
import type { ResultEntity, TurnoutEntity } from '@plenum/protocol';
import type { Case, Rule, Violation } from './rule.ts';
import type { State } from './states.ts';
import { acknowledged, keyOf, optionOf, type Vote } from './story.ts';

interface Bounds {
  /** Participants whose every possible vote is this option. */
  readonly least: Readonly<Record<string, number>>;
  /** Participants who may have it. */
  readonly most: Readonly<Record<string, number>>;
  readonly leastResponses: number;
  readonly mostResponses: number;
}

const TOTAL = 'responses';

/** In every answer the counts add up, and nothing is counted that was not sent. */
export const tallyIsExact: Rule = {
  numbers: 'A5 F3',
  promise: 'in every answer the counts add up to the responses, and none is counted that was not sent',
  harm: 'double',
  *violations(of) {
    for (const { body, turnout, id, state } of results(of.states)) {
      const sum = Object.values(body.counts).reduce((total, count) => total + count, 0);
      if (sum !== body.responses) {
        yield {
          says: `${id} at ${state.cursor}: counts add up to ${sum} of ${body.responses}`,
          lines: [state.line],
        };
      }
      if (turnout && turnout.responses !== body.responses) {
        yield {
          says: `${id} at ${state.cursor}: ${body.responses} responses and a turnout of ${turnout.responses}`,
          lines: [state.line],
        };
      }
    }
    yield* outside(of, 'most', (shown, bound) => shown > bound, 'at most');
  },
};

/** Every answer at or after the cursor of an acknowledgement contains the vote; so does what the voter asks for. */
export const readYourWrites: Rule = {
  numbers: 'W6 §3.3',
  promise: 'an answer at or after the cursor of an acknowledgement contains the vote',
  harm: 'lost',
  *violations(of) {
    yield* outside(of, 'least', (shown, bound) => shown < bound, 'at least');
    const { story, eras } = of;
    for (const [, votes] of story.votes) {
      for (const { ack, activity, participant, answeredMs, line } of acknowledged(votes)) {
        for (const own of story.owns) {
          if (own.participant !== participant || own.sentMs < answeredMs) continue;
          if (!eras.isContained({ cursor: ack.cursor, answeredMs }, own.me.cursor)) continue;
          const held = own.me.responses.find(({ activityId }) => activityId === activity);
          const isHeld = held && (held.seq > ack.seq || optionOf(held.answer) === optionOf(ack.answer));
          if (!isHeld || held.seq < ack.seq) {
            yield {
              says: `${keyOf({ activity, participant })}: seq ${ack.seq} was acknowledged at ${ack.cursor}, /me at ${own.me.cursor} has ${held?.seq ?? 'nothing'}`,
              lines: [line, own.line],
            };
          }
        }
      }
    }
  },
};

function* results(states: readonly State[]) {
  for (const state of states) {
    for (const [id, body] of state.entities.get('result') ?? []) {
      const turnout = state.entities.get('turnout')?.get(id) as TurnoutEntity | undefined;
      yield { state, id, body: body as ResultEntity, turnout };
    }
  }
}

function* outside(
  { story, eras, states }: Case,
  which: 'least' | 'most',
  isOutside: (shown: number, bound: number) => boolean,
  words: string,
): Iterable<Violation> {
  const byActivity = Map.groupBy(story.votes.values(), ([vote]) => (vote as Vote).activity);
  for (const { body, id, state } of results(states)) {
    const votes = byActivity.get(id) ?? [];
    const bounds = boundsAt(votes, state, eras);
    const expected: Record<string, number> = {
      ...bounds[which],
      [TOTAL]: which === 'least' ? bounds.leastResponses : bounds.mostResponses,
    };
    const shown: Record<string, number> = { ...body.counts, [TOTAL]: body.responses };
    for (const bucket of new Set([...Object.keys(expected), ...Object.keys(shown)])) {
      const [is, bound] = [shown[bucket] ?? 0, expected[bucket] ?? 0];
      if (isOutside(is, bound)) {
        yield {
          says: `${id} at ${state.cursor} (${state.feed}, ${state.how}): ${bucket} is ${is}, and must be ${words} ${bound}`,
          lines: [state.line],
        };
      }
    }
  }
}

function boundsAt(ballots: readonly (readonly Vote[])[], state: State, eras: Case['eras']): Bounds {
  const [least, most]: [Record<string, number>, Record<string, number>] = [{}, {}];
  let [leastResponses, mostResponses] = [0, 0];
  for (const votes of ballots) {
    const options = possible(votes, state, eras);
    for (const option of options) if (option !== null) most[option] = (most[option] ?? 0) + 1;
    const [only] = options;
    if (options.size === 1 && only) least[only] = (least[only] ?? 0) + 1;
    if (!options.has(null)) leastResponses++;
    if (options.size > 1 || only !== null) mostResponses++;
  }
  return { least, most, leastResponses, mostResponses };
}

/** What may be stored of one participant in this state; `null` = no answer. */
function possible(votes: readonly Vote[], state: State, eras: Case['eras']): Set<string | null> {
  let certain = -1;
  let held: string | null = null;
  for (const { ack, answeredMs } of acknowledged(votes)) {
    if (ack.seq > certain && eras.isContained({ cursor: ack.cursor, answeredMs }, state.cursor)) {
      certain = ack.seq;
      held = optionOf(ack.answer);
    }
  }
  const options = new Set<string | null>([held]);
  for (const { seq, option, sentMs } of votes) {
    if (seq > certain && sentMs <= state.answeredMs) options.add(option);
  }
  return options;
}
