/**
 * Planted bugs, each of which somebody once shipped. A checker that does not see them proves nothing by its silence: each
 * names the rules that must complain.
 */
import type pg from 'pg';
import type { RuleName } from '../history/check.ts';
import type { Fault } from './schedule.ts';

export interface Mutant {
  /** At least one of these must be broken. */
  readonly caughtBy: readonly RuleName[];
  /** Changes the migrated database before anybody is let in. */
  readonly prepare?: (client: pg.ClientBase) => Promise<void>;
  /** Loaded into every process of the product. */
  readonly preload?: string;
  /** Leaves out the last step of a restore. */
  readonly rotates?: false;
  /** What brings it to light, one after another; every mutant's run ends with a kill of the database. */
  readonly faults: readonly Fault[];
}

const SLOW: Fault = { what: 'slow transaction', forMs: 700 };
const KILL: Fault = { what: 'kill the database', forMs: 0 };

const mutants = {
  /** PostgreSQL says yes before the commit is on disk. */
  'synchronous-commit-off': {
    caughtBy: ['acknowledgedIsFinal', 'readYourWrites'],
    async prepare(client) {
      await client.query('alter system set synchronous_commit = off');
      // So long a commit may wait for the disk; the longest there is makes the loss certain.
      await client.query(`alter system set wal_writer_delay = '10s'`);
      await client.query('select pg_reload_conf()');
    },
    faults: [],
  },
  /** The process says yes before PostgreSQL does. */
  'acknowledge-before-commit': {
    caughtBy: ['acknowledgedIsFinal', 'readYourWrites'],
    preload: new URL('preload/acknowledge-before-commit.ts', import.meta.url).href,
    faults: [{ what: 'kill a process', process: 0, forMs: 0 }, KILL],
  },
  /** A late copy of an old vote overwrites the newer one. */
  'missing-seq-guard': {
    caughtBy: ['acknowledgedIsFinal', 'readYourWrites'],
    prepare: (client) => mutate(client, 'activities_flush_rows', 'where r.seq < excluded.seq', 'where true'),
    faults: [],
  },
  /** Versions come from a sequence, taken before the commit; the newest committed row is where the history stands. */
  'sequence-cursor': {
    caughtBy: ['oneStatePerCursor'],
    async prepare(client) {
      await client.query(`
        create sequence mutant_version;
        alter table event_head rename to mutant_head;
        create view event_head as
          select h.event_id, h.epoch,
                 (select coalesce(max(e.version), 0) from feed_entity e where e.event_id = h.event_id) as version,
                 h.committed_at, h.note, h.restarts
            from mutant_head h;
        create function mutant_insert() returns trigger language plpgsql as $$
          begin
            insert into mutant_head (event_id, epoch, note)
            values (new.event_id, new.epoch, coalesce(new.note, '{}'));
            return new;
          end $$;
        create trigger mutant_insert instead of insert on event_head
          for each row execute function mutant_insert();
        create or replace function feed_bump(p_event uuid, out epoch text, out version bigint)
        language plpgsql volatile as $$
        begin
          select h.epoch, nextval('mutant_version') into feed_bump.epoch, feed_bump.version
            from mutant_head h where h.event_id = p_event;
        end $$`);
    },
    faults: [SLOW, SLOW, SLOW],
  },
  /** The room is told every result. */
  'hidden-results': {
    caughtBy: ['nothingHidden'],
    prepare: (client) => mutate(client, 'activity_result_visible', `a.result_visibility = 'always'`, 'true'),
    faults: [],
  },
  /** A restore without its last step. */
  'no-rotation': {
    caughtBy: ['restoreChangesEpoch'],
    rotates: false,
    faults: [{ what: 'copy the database' }, SLOW, { what: 'restore', isLive: false }],
  },
} as const satisfies Record<string, Mutant>;

export type MutantName = keyof typeof mutants;
export const MUTANTS: Readonly<Record<MutantName, Mutant>> = mutants;

/**
 * Replaces a piece of a SQL function.
 * @throws {Error} when the piece is not there any more: a mutant that changes nothing proves nothing.
 */
async function mutate(client: pg.ClientBase, name: string, piece: string, mutant: string): Promise<void> {
  const { rows } = await client.query('select pg_get_functiondef($1::regproc) as source', [name]);
  const source = rows[0].source as string;
  if (!source.includes(piece)) throw new Error(`${name} does not hold ${piece}`);
  await client.query(source.replace(piece, () => mutant));
}
