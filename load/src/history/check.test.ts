/** Every rule of the history catches the history it was made for; good ones pass. */
import type { Entity } from '@plenum/protocol';
import { expect, test } from 'vitest';
import { check, evidence, RULES, type RuleName } from './check.ts';
import { fromJsonLines, type Line, type StoredActivity, type Truth, toJsonLines } from './line.ts';
import { aResult, tell } from './telling.ts';

type Telling = ReturnType<typeof tell>;

const stored = (participant: string, seq: number, option: string | null, activity = 'poll') => ({
  activity,
  participant,
  seq,
  option,
});
const anActivity = (more: Partial<StoredActivity> = {}): StoredActivity => ({
  id: 'poll',
  state: 'open',
  tally: { a: 1, b: 1 },
  turnout: 2,
  closedResponses: null,
  ...more,
});
const inFeed = ([type, id, body]: Entity) => ({ feed: 'feed' as const, type, id, body });

/** Two people vote on an open poll; one changes the answer after its first acknowledgement was lost. */
function begin(): Telling {
  const told = tell();
  for (const client of ['ann', 'ben']) told.joined(client);
  told.activity('poll');
  told.activity('secret', 'host-only');
  told.host('open', 'poll', 'epoch1.1');
  told.host('open', 'secret', 'epoch1.2');
  told.snapshot('ann', 'epoch1.2', [aResult('poll', {})]);
  told.snapshot('ben', 'epoch1.2', [aResult('poll', {})]);
  told.unanswered('ann', 'poll', 1, 'b');
  told.vote('ann', 'poll', 1, 'b', 'epoch1.3', { process: 1 });
  told.vote('ann', 'poll', 2, 'a', 'epoch1.4');
  told.vote('ben', 'poll', 1, 'b', 'epoch1.5');
  told.delta('ann', 'epoch1.2', 'epoch1.5', [aResult('poll', { a: 1, b: 1 })]);
  return told;
}
const BOTH = [stored('ann', 2, 'a'), stored('ben', 1, 'b')];
const FINAL = aResult('poll', { a: 1, b: 1 }, true);

/** Ends it in good order: closed, one more vote too late, everybody looks again. */
function end(told: Telling, truth: Partial<Truth> = {}): Line[] {
  told.host('close', 'poll', 'epoch1.6');
  told.refused('ann', 'poll', 3, 'b', 'activity_closed');
  told.delta('ann', 'epoch1.5', 'epoch1.6', [FINAL]);
  told.delta('ben', 'epoch1.2', 'epoch1.6', [FINAL], { process: 1 });
  told.truth({
    cursor: 'epoch1.6',
    responses: BOTH,
    activities: [anActivity({ state: 'closed', closedResponses: 2 })],
    entities: [inFeed(FINAL)],
    ...truth,
  });
  return told.lines;
}

/** A copy from epoch1.3 is put back: the votes after it are gone, and everybody is told so. */
function restored({ epoch = 'epoch2', noticed = true } = {}): Line[] {
  const told = tell();
  for (const client of ['ann', 'ben']) told.joined(client);
  told.activity('poll');
  told.host('open', 'poll', 'epoch1.2');
  told.snapshot('ann', 'epoch1.2', [aResult('poll', {})]);
  told.vote('ann', 'poll', 1, 'a', 'epoch1.3');
  const copiedMs = told.nowMs();
  told.vote('ben', 'poll', 1, 'b', 'epoch1.4');
  told.delta('ann', 'epoch1.2', 'epoch1.4', [aResult('poll', { a: 1, b: 1 })]);
  told.restore('epoch1.3', copiedMs);
  if (noticed) {
    told.reset('ann', 'epoch1.4', `${epoch}.4`, 'epoch');
    told.snapshot('ann', `${epoch}.4`, [aResult('poll', { a: 1 })], `?at=${epoch}.4`);
  }
  told.truth({
    cursor: `${epoch}.4`,
    responses: [stored('ann', 1, 'a')],
    activities: [anActivity({ tally: { a: 1 }, turnout: 1 })],
    entities: [inFeed(aResult('poll', { a: 1 }))],
  });
  return told.lines;
}

const brokenIn = (lines: Line[]) => [...check(lines).broken.keys()];
function expectGood(lines: Line[]): void {
  const verdict = check(lines);
  expect(evidence(verdict, lines)).toBe('');
}

test('a good history breaks no rule', () => expectGood(end(begin())));

test('a good history with a restore: what came after the copy may be gone', () => expectGood(restored()));

test('while something is broken, and shortly after, 503 and silence are no complaint', () => {
  const told = begin();
  told.fault('killed', 0, told.nowMs(), told.nowMs() + 100);
  told.unanswered('ben', 'poll', 2, 'a', 'ECONNREFUSED');
  told.failed('ben', '/feed', 503, 'database_unavailable');
  expectGood(end(told));
});

test('a history survives being written and read again', () => {
  const lines = end(begin());
  expect(fromJsonLines(toJsonLines(lines))).toEqual(lines);
});

/** Rule → ways in which it can be broken. */
const bad: Record<RuleName, Record<string, () => Line[]>> = {
  acknowledgedIsFinal: {
    'an acknowledged vote is gone': () => end(begin(), { responses: BOTH.slice(0, 1) }),
    'an older vote overwrote a newer one': () =>
      end(begin(), { responses: [stored('ann', 1, 'b'), stored('ben', 1, 'b')] }),
    'a restore lost what the copy held': () =>
      restored().map((line) => (line.is === 'truth' ? { ...line, responses: [] } : line)),
  },
  finalWasAttempted: {
    'a vote that nobody sent is stored': () => end(begin(), { responses: [stored('ann', 9, 'c'), ...BOTH] }),
    'an acknowledgement speaks of another answer': () => {
      const told = begin();
      told.vote('ben', 'poll', 2, 'a', 'epoch1.5', { stored: { seq: 2, option: 'b' } });
      return end(told);
    },
  },
  countedOnce: {
    'a participant has two rows': () => end(begin(), { responses: [...BOTH, stored('ben', 1, 'b')] }),
    'a retry was added to the tally twice': () =>
      end(begin(), { activities: [anActivity({ tally: { a: 1, b: 2 }, turnout: 3 })] }),
    'the count at the close is another': () =>
      end(begin(), { activities: [anActivity({ state: 'closed', closedResponses: 1 })] }),
  },
  tallyIsExact: {
    'counts do not add up': () => {
      const told = begin();
      told.delta('ben', 'epoch1.2', 'epoch1.5', [aResult('poll', { a: 1, b: 1 }, false, 3)]);
      return end(told);
    },
    'more are counted than ever voted': () => {
      const told = begin();
      told.snapshot('late', 'epoch1.5', [aResult('poll', { a: 1, b: 2 })]);
      return end(told);
    },
    'the turnout is of another moment': () => {
      const told = begin();
      told.snapshot('late', 'epoch1.5', [
        aResult('poll', { a: 1, b: 1 }),
        ['turnout', 'poll', { responses: 1 }],
      ]);
      return end(told);
    },
  },
  readYourWrites: {
    'an answer at the cursor of the acknowledgement lacks the vote': () => {
      const told = begin();
      told.snapshot('late', 'epoch1.5', [aResult('poll', { a: 1 })]);
      return end(told);
    },
    'the own answers lack it': () => {
      const told = begin();
      told.me('ann', 'epoch1.5', [{ activityId: 'poll', option: 'b', seq: 1 }]);
      return end(told);
    },
  },
  closeIsFinal: {
    'a final result changes': () => {
      const told = begin();
      told.vote('ben', 'poll', 2, 'a', 'epoch1.7');
      const lines = end(told, { cursor: 'epoch1.7', responses: [BOTH[0] as never, stored('ben', 2, 'a')] });
      const changed = { ...(lines.at(-1) as Truth), entities: [inFeed(aResult('poll', { a: 2 }, true))] };
      return [...lines.slice(0, -1), changed];
    },
    'after the close it is not final': () => {
      const told = begin();
      told.host('close', 'poll', 'epoch1.5');
      return end(told);
    },
    'a vote refused as too late is stored': () =>
      end(begin(), { responses: [stored('ann', 3, 'b'), stored('ben', 1, 'b')] }),
  },
  retryIsWelcome: {
    'a retry after the close is refused': () => {
      const told = begin();
      told.host('close', 'poll', 'epoch1.6');
      told.refused('ann', 'poll', 1, 'b', 'activity_closed');
      return end(told);
    },
  },
  oneStatePerCursor: {
    'a change that committed late was skipped': () => {
      const told = begin();
      told.snapshot('late', 'epoch1.5', [aResult('poll', { a: 1, b: 1 }), ['note', 'n', { text: 'late' }]]);
      return end(told);
    },
    'the database has what nobody was told': () =>
      end(begin(), { entities: [inFeed(FINAL), inFeed(['note', 'n', {}])] }),
  },
  sameBytes: {
    'two processes answer the same question differently': () => {
      const told = begin();
      told.delta(
        'ben',
        'epoch1.2',
        'epoch1.5',
        [['result', 'poll', { responses: 2, final: false, counts: { a: 1, b: 1 } }]],
        {
          process: 1,
        },
      );
      return end(told);
    },
  },
  neverBackwards: {
    'an answer behind the question': () => {
      const told = begin();
      told.delta('ben', 'epoch1.5', 'epoch1.4', [], { from: 'epoch1.4' });
      return end(told);
    },
    'a gap before the answer': () => {
      const told = begin();
      told.delta('ben', 'epoch1.2', 'epoch1.5', [aResult('poll', { a: 1, b: 1 })], { from: 'epoch1.3' });
      return end(told);
    },
    'news at an equal cursor': () => {
      const told = begin();
      told.delta('ben', 'epoch1.5', 'epoch1.5', [aResult('poll', { a: 1, b: 1 })]);
      return end(told);
    },
    'an old snapshot': () => {
      const told = begin();
      told.snapshot('ben', 'epoch1.2', [aResult('poll', {})], '?at=epoch1.5');
      return end(told);
    },
    'back into an epoch that ended': () => {
      const lines = restored();
      const told = tell();
      told.reset('ann', 'epoch2.4', 'epoch1.3', 'epoch');
      return [...lines.slice(0, -1), ...told.lines.slice(1), ...lines.slice(-1)];
    },
  },
  nothingHidden: {
    'a result only for hosts': () => {
      const told = begin();
      told.snapshot('late', 'epoch1.4', [aResult('secret', {})]);
      return end(told);
    },
    'the solution before its reveal': () => {
      const told = begin();
      told.snapshot('late', 'epoch1.4', [['activity', 'poll', { correct: 'solution-poll' }]]);
      return end(told);
    },
    'the title of what was never opened': () => {
      const told = begin();
      told.activity('later');
      told.failed('late', '/activities/later/response', 409, 'title-later');
      return end(told);
    },
  },
  failsOnlyWhileBroken: {
    'a 500': () => {
      const told = begin();
      told.fault('killed', 0, 0, told.nowMs() + 100);
      told.failed('ben', '/feed', 500, 'internal');
      return end(told);
    },
    'a 503 although all is well': () => {
      const told = begin();
      told.failed('ben', '/feed', 503, 'database_unavailable');
      return end(told);
    },
    'a poll that needs the database': () => {
      const told = begin();
      told.fault('database stopped', null, 0, told.nowMs() + 100);
      told.failed('ben', '/feed?since=epoch1.2', 503, 'database_unavailable');
      return end(told);
    },
    'silence of a process that nobody touched': () => {
      const told = begin();
      told.fault('killed', 1, 0, told.nowMs() + 100);
      told.unanswered('ben', 'poll', 2, 'a', 'ECONNRESET');
      return end(told);
    },
  },
  restoreChangesEpoch: {
    'the old epoch goes on': () => restored({ epoch: 'epoch1', noticed: false }),
    'one process goes on with the old epoch': () => {
      const lines = restored();
      const told = tell();
      told.snapshot('late', 'epoch1.4', [aResult('poll', { a: 1, b: 1 })]);
      const late = told.lines.slice(1).map((line) => ({ ...line, sentMs: 1_000, answeredMs: 1_001 }) as Line);
      return [...lines.slice(0, -1), ...late, ...lines.slice(-1)];
    },
  },
  resetHasCause: {
    'a cursor is refused although nothing was taken back': () => {
      const told = begin();
      told.reset('ben', 'epoch1.5', 'epoch1.5', 'future');
      return end(told);
    },
  },
};

for (const [name, histories] of Object.entries(bad) as [RuleName, Record<string, () => Line[]>][]) {
  const { numbers, promise } = RULES[name];
  test.each(Object.entries(histories))(`[${numbers}] ${promise} ← %s`, (_what, lines) => {
    expect(brokenIn(lines())).toContain(name);
  });
}

test('the evidence quotes the lines that show it', () => {
  const lines = end(begin(), { responses: BOTH.slice(0, 1) });
  const text = evidence(check(lines), lines);
  expect(text).toContain('acknowledgedIsFinal');
  expect(text).toContain('"client":"ben","process":0,"method":"PUT"');
});
