/** Bugs in the database's functions: the order of versions, who sees what, which answer counts. */
import type { Mutant } from '../mutant.ts';

const contract = (title: string) => ({ file: 'backend/src/feed/postgres-store.pg.test.ts', title });
const inResponses = (title: string) => ({
  file: 'backend/src/capabilities/activities/responses.pg.test.ts',
  title,
});
const inVisibility = (title: string) => ({ file: 'backend/test/visibility.pg.test.ts', title });

/** What feed_drop does, to be replaced as a whole. */
const TOMBSTONE = `update feed_entity set version = p_version, body = null
   where event_id = p_event and audience = p_audience and type = p_type and id = p_id and body is not null`;

export const sqlMutants: readonly Mutant[] = [
  {
    rule: 'F2',
    name: 'numbers versions by a sequence, taken before the commit',
    changes: [
      {
        sql: 'feed_bump',
        piece: `update event_head h set version = h.version + 1, committed_at = clock_timestamp()
   where h.event_id = p_event
   returning h.epoch, h.version into feed_bump.epoch, feed_bump.version;`,
        // Transaction ids are given like a sequence's numbers: in order, without waiting for anybody's commit.
        mutant: `select h.epoch, pg_current_xact_id()::text::bigint into feed_bump.epoch, feed_bump.version
    from event_head h where h.event_id = p_event;`,
      },
      {
        file: 'backend/src/feed/postgres-store.ts',
        piece: 'h.event_id::text as topic, h.epoch, h.version,',
        mutant: `h.event_id::text as topic, h.epoch,
          (select coalesce(max(e.version), 0) from feed_entity e where e.event_id = h.event_id) as version,`,
      },
    ],
    test: contract(
      '[F2] a change that commits late is still seen by a reader who already passed its neighbours',
    ),
  },
  {
    rule: 'F6',
    name: 'writes a tombstone for what this audience never saw',
    changes: [
      {
        sql: 'feed_drop',
        piece: TOMBSTONE,
        mutant: `insert into feed_entity as e (event_id, audience, type, id, version, body)
  values (p_event, p_audience, p_type, p_id, p_version, null)
  on conflict (event_id, audience, type, id) do update set version = excluded.version, body = null`,
      },
    ],
    test: contract(
      '[F6] an audience gets nothing of another one: no entity, no tombstone, only a larger cursor',
    ),
  },
  {
    rule: 'F7',
    name: 'deletes rows instead of marking them as gone',
    changes: [
      {
        sql: 'feed_drop',
        piece: TOMBSTONE,
        mutant:
          'delete from feed_entity where event_id = p_event and audience = p_audience and type = p_type and id = p_id',
      },
    ],
    test: contract('[F7] a cursor of long ago still works in a new process, and is told what went'),
  },
  {
    rule: 'F8',
    name: 'keeps the epoch of a history that was rewound',
    changes: [
      { sql: 'feed_rotate', piece: 'set epoch = feed_new_epoch(), committed_at', mutant: 'set committed_at' },
    ],
    test: contract(
      '[F8] a rewound history gets one new epoch, however many processes notice, and one of them raises the alarm',
    ),
  },
  {
    rule: 'F8',
    name: 'writes below a head that it has seen higher',
    changes: [
      {
        sql: 'feed_refuse_rewound',
        piece: "split_part(v_seen, '.', 2)::bigint > p_version",
        mutant: 'false',
      },
    ],
    test: {
      file: 'backend/src/flush/flush.pg.test.ts',
      title:
        'going wrong > [F8] a process that saw a higher head writes nothing below it: the epoch rotates first',
    },
  },
  {
    rule: 'W7',
    name: 'forgets which epochs a restart ended, and cannot say why',
    changes: [{ sql: 'feed_rotate', piece: 'array_append(h.restarts, h.epoch)', mutant: 'h.restarts' }],
    test: contract('[W7] who was here before a restart is told so'),
  },
  {
    rule: 'W3',
    name: 'sends the text of an activity again with every vote',
    changes: [
      {
        sql: 'activities_flush_effects',
        piece: 'perform activities_publish_counts(p_event, p_version, v_ids, v_waiting);',
        mutant: `perform activities_publish_counts(p_event, p_version, v_ids, v_waiting);
  perform feed_put(p_event, p_version, 'attendee', 'activity', a.id::text,
                   activity_entity(a) || jsonb_build_object('responses', p_version))
    from activity a where a.event_id = p_event and a.id = any(v_ids);`,
      },
    ],
    test: inResponses(
      '[A5] integrity > [W3] an answer resends numbers and no text: of all entities only result and turnout change',
    ),
  },
  {
    rule: 'W16',
    name: 'forgets to tell the result that had to wait',
    changes: [
      {
        sql: 'activities_flush_effects',
        piece: `perform due_at(p_event, 'activities_results_due', v_told);`,
        mutant: 'null;',
      },
    ],
    test: {
      file: 'backend/src/capabilities/activities/wide-results.pg.test.ts',
      title: '[W16] between two tellings the room hears how many answered, and nothing is lost',
    },
  },
  {
    rule: 'W12',
    name: 'lets a close wait for its result, as votes do',
    changes: [
      {
        sql: 'activities_close',
        piece: 'perform activities_publish_counts(p_event, p_version, p_ids);',
        mutant: `perform activities_publish_counts(p_event, p_version, p_ids, array(
    select t.activity_id from turnout t where t.event_id = p_event and t.is_waiting));`,
      },
    ],
    test: {
      file: 'backend/src/capabilities/activities/wide-results.pg.test.ts',
      title: '[W12] a close waits for nothing: the final result holds every vote, and stays',
    },
  },
  {
    rule: 'W16',
    name: 'forgets who waits for a place among the hundred texts',
    changes: [
      {
        sql: 'entries_show',
        piece: `perform due_at(p_event, 'entries_due', v_chosen + interval '2 s');`,
        mutant: 'null;',
      },
    ],
    test: {
      file: 'backend/src/capabilities/entries/entries.pg.test.ts',
      title: '[W16] the window > [W16] who waits for a place gets it without anybody writing',
    },
  },
  {
    rule: 'W16',
    name: 'lets the words of many push out an option that few chose',
    changes: [
      { sql: 'activity_result', piece: 'order by by_people, weight desc', mutant: 'order by weight desc' },
    ],
    test: {
      file: 'backend/src/capabilities/activities/whole-results.pg.test.ts',
      title: '[W16] in a survey an option that one person chose is told before the words of many',
    },
  },
  {
    rule: 'W16',
    name: 'shows every bucket of a result, however many there are',
    changes: [
      {
        sql: 'activity_result',
        piece:
          "coalesce(jsonb_object_agg(bucket, weight) filter (where place <= 100 and bytes <= v_room), '{}')",
        mutant: "coalesce(jsonb_object_agg(bucket, weight), '{}')",
      },
    ],
    test: inResponses(
      '[A5] integrity > [W16] a result shows its 100 largest buckets and the rest as other; the sum stays exact',
    ),
  },
  {
    rule: 'W5',
    name: 'shows a result that the host hid',
    changes: [
      {
        sql: 'activity_result_visible',
        piece: "when 'hidden' then false",
        mutant: "when 'hidden' then true",
      },
    ],
    test: inVisibility('[W5] result always > from the draft to the reveal and back'),
  },
  {
    rule: 'W5',
    name: 'shows a result before the close, although it is for after it',
    changes: [
      {
        sql: 'activity_result_visible',
        piece: "(a.result_visibility = 'after-close' and a.state = 'closed')",
        mutant: "a.result_visibility = 'after-close'",
      },
    ],
    test: inVisibility('[W5] result after-close > from the draft to the reveal and back'),
  },
  {
    rule: 'W5',
    name: 'sends the correct answer with the question',
    changes: [
      { sql: 'activity_entity', piece: "case when a.result_state = 'shown'", mutant: 'case when true' },
    ],
    test: inVisibility('[W5] result host-only > from the draft to the reveal and back'),
  },
  {
    rule: 'W5',
    name: 'publishes an activity before it was opened',
    changes: [
      {
        sql: 'activities_publish',
        piece: "case when a.state <> 'ready' then public.body end",
        mutant: 'public.body',
      },
    ],
    test: inVisibility(
      '[W5] an activity that is deleted before it opened leaves no trace; a deleted open one leaves a null',
    ),
  },
  {
    rule: 'W12',
    name: 'checks that an activity is open, then inserts, and does not look again under the lock',
    changes: [
      {
        sql: 'activities_flush_effects',
        piece: "raise exception 'closed, banned or edited meanwhile' using errcode = 'PL001';",
        mutant: 'null;',
      },
    ],
    test: {
      file: 'backend/src/capabilities/activities/closing.pg.test.ts',
      title: '[W12] answers that meet the close under way are refused, and the result stays as it was',
    },
  },
  {
    rule: 'W12',
    name: 'lets an older seq overwrite a newer one',
    changes: [{ sql: 'activities_flush_rows', piece: 'where r.seq < excluded.seq', mutant: 'where true' }],
    test: inResponses('[§3.3] seq > [W12] what was withdrawn stays withdrawn, whatever is replayed late'),
  },
  {
    rule: 'W12',
    name: 'refuses the retry of a counted vote because the activity is closed by now',
    changes: [
      {
        sql: 'activities_flush_rows',
        piece: 'when r.seq is not null and r.seq >= item.seq',
        mutant: 'when item.refused is null and r.seq is not null and r.seq >= item.seq',
      },
    ],
    test: inResponses(
      '[§3.3] seq > [W12] the retry of a counted vote is answered saved whenever it arrives; a new vote is refused',
    ),
  },
];
