/** Bugs in what activities mean: sums, who sees texts, points, and the acts that must happen once. */
import type { Mutant } from '../mutant.ts';

const inEveryKind = (title: string) => ({ file: 'backend/test/every-kind.pg.test.ts', title });
const inEntries = (title: string) => ({ file: 'backend/src/capabilities/entries/entries.pg.test.ts', title });
const inRunOfShow = (title: string) => ({
  file: 'backend/src/capabilities/activities/run-of-show.pg.test.ts',
  title,
});
const KINDS = 'backend/src/capabilities/activities/kinds';

export const activityMutants: readonly Mutant[] = [
  {
    rule: 'A1',
    name: 'counts a second answer without taking back the first',
    changes: [
      {
        sql: 'activities_flush_effects',
        piece: 'select w.activity, c.key, w.votes * -c.value::bigint',
        mutant: 'select w.activity, c.key, 0::bigint',
      },
    ],
    test: inEveryKind(
      'ranking > [A1] [A5] random answers, changes and withdrawals over two processes: the tally is the sum over what is stored (0)',
    ),
  },
  {
    rule: 'A2',
    name: 'gives a text a new entry whenever its author writes another one',
    changes: [
      {
        sql: 'entries_write',
        piece: 'and not coalesce(k.texts->k.part ? k.text, false)',
        mutant: '',
      },
    ],
    test: inEntries(
      '[A2] texts are entries > what stays keeps its entry, what goes is withdrawn, what is new begins anew; the tally counts people',
    ),
  },
  {
    rule: 'A3',
    name: 'shows texts to the room as soon as they are approved, whoever may see the result',
    changes: [
      {
        sql: 'entries_show',
        piece: `v_room boolean := activity_result_visible(a, 'room');`,
        mutant: 'v_room boolean := true;',
      },
    ],
    test: inEntries(
      '[A2] texts are entries > [A3] result host-only: texts are seen by whom the result is seen by, and gone when it is hidden',
    ),
  },
  {
    rule: 'W5',
    name: 'opens a scheduled activity to everybody’s eyes before its time',
    changes: [
      {
        sql: 'activities_publish',
        piece: `('attendee', case when a.state <> 'ready' then public.body end)`,
        mutant: `('attendee', case when a.state <> 'ready' or a.opens_at is not null then public.body end)`,
      },
    ],
    test: inRunOfShow(
      '[A4] schedules > [W5] opens and closes by the database’s time without traffic; until then the room knows the moment and nothing else',
    ),
  },
  {
    rule: 'A4',
    name: 'opens what follows whatever is on',
    changes: [
      {
        sql: 'activities_next',
        piece:
          'if v_current.next_from = coalesce(p_from, v_nothing) and (p_to is null or p_to = v_current.id) then',
        mutant: 'if false then',
      },
      {
        sql: 'activities_next',
        piece: `raise exception 'another activity is on' using errcode = 'PL005';`,
        mutant: '',
      },
    ],
    test: inRunOfShow('[A4] next > two hosts who press at once, on two processes, run it once'),
  },
  {
    rule: 'A5',
    name: 'counts an upvote that is sent again',
    changes: [
      {
        sql: 'entries_flush_rows',
        piece: 'new.upvoted::int - coalesce(old.upvoted, false)::int as difference',
        mutant: 'new.upvoted::int as difference',
      },
      {
        sql: 'entries_flush_rows',
        piece: 'where u.seq < excluded.seq',
        mutant: 'where u.seq <= excluded.seq',
      },
    ],
    test: inEntries(
      '[A5] upvotes > one per person, whatever is sent again, late or through which process; the newest seq wins',
    ),
  },
  {
    rule: 'A5',
    name: 'leaves the open answers of somebody who was removed in the counts',
    changes: [
      {
        sql: 'activities_participant_removed',
        piece: 'update tally t set weight = t.weight - d.weight',
        mutant: 'update tally t set weight = t.weight',
      },
    ],
    test: {
      file: 'backend/src/capabilities/participants/removing.pg.test.ts',
      title:
        '[A5] what somebody answered, after their removal > is taken back where it is open, and stays counted where it is closed',
    },
  },
  {
    rule: 'A2',
    name: 'stores points although others were given since they were computed',
    changes: [
      {
        sql: 'quiz_awards',
        piece:
          'if coalesce((select revision from quiz_state where event_id = p_event), 0) <> p_revision then',
        mutant: 'if false then',
      },
    ],
    test: {
      file: 'backend/src/capabilities/quiz/awards.pg.test.ts',
      title: '[A2] questions that are revealed at once give what they give one after the other',
    },
  },
  {
    rule: 'A2',
    name: 'gives less than nothing for an answer that was counted at the very close',
    changes: [
      {
        file: `${KINDS}/quiz.ts`,
        piece: 'const elapsed = Math.min(limit, Math.max(0, elapsedMs));',
        mutant: 'const elapsed = Math.max(0, elapsedMs);',
      },
    ],
    test: {
      file: `${KINDS}/quiz.test.ts`,
      title: '[A2] points by speed > never more for who was slower, always whole, always from 500 to 1000',
    },
  },
];
