/** Planted bugs of the flush, each of which the harness must catch, by the rule that forbids it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import type { Sql } from '#/feed/index.ts';
import { mutate } from '../../test/support.ts';
import { type HarnessOptions, runHarness } from './harness.contract.ts';
import { judge } from './harness-judge.contract.ts';

// A race must be met to be caught: up to so many seeds, nearly always the first.
const TRIES = 5;
vi.setConfig({ testTimeout: 120_000 });

/** Passes once a run breaks the rule. */
async function expectCaught(rule: string, options: Omit<HarnessOptions, 'seed'>): Promise<void> {
  const found: string[] = [];
  for (let seed = 1; seed <= TRIES && !found.some((line) => line.startsWith(rule)); seed++) {
    found.push(...judge(await runHarness({ ...options, seed })));
  }
  expect(found.map((line) => line.slice(0, rule.length))).toContain(rule);
}

const BUMP = 'select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;';

describe('the harness catches a flush in which', () => {
  test('[F2] versions come from a sequence, without the lock on the head', () =>
    expectCaught('[F3] at version', {
      head: 'newest entity',
      mutant: async (sql) => {
        await sql.query(`
          create sequence mutant_version start 1000;
          create or replace function feed_bump(p_event uuid, out epoch text, out version bigint)
          language plpgsql volatile as $$
          begin
            select h.epoch, nextval('mutant_version') into feed_bump.epoch, feed_bump.version
              from event_head h where h.event_id = p_event;
          end $$`);
      },
    }));

  test('[F2] effects come before the bump, at the version that is expected', () =>
    expectCaught('[F2] a change stands at a version that readers had passed', {
      mutant: async (sql) => {
        await mutate(
          sql,
          'flush_run',
          BUMP,
          'select h.epoch, h.version + 1 into v_epoch, v_version from event_head h where h.event_id = p_event;',
        );
        const last = 'select time_ms(h.committed_at)';
        await mutate(sql, 'flush_run', last, `perform feed_bump(p_event);\n  ${last}`);
      },
    }));

  test('[W12] it is checked that the activity is open, then inserted, and not checked again', () =>
    expectCaught('[W12] counted after the close', {
      mutant: (sql) =>
        mutate(
          sql,
          'activities_flush_effects',
          `raise exception 'closed, banned or edited meanwhile' using errcode = 'PL001';`,
          'null;',
        ),
    }));

  test('[§3.3] the seq is not compared', () =>
    expectCaught('[§3.3] an older answer overwrote a newer one', {
      mutant: (sql) => mutate(sql, 'activities_flush_rows', 'where r.seq < excluded.seq', ''),
    }));

  test('[A5] the tally is overwritten with a sum that was read before the lock', () =>
    expectCaught('[A5] at version', {
      mutant: async (sql) => {
        await mutate(
          sql,
          'flush_run',
          BUMP,
          `perform set_config('mutant.before', coalesce((select jsonb_object_agg(activity_id || bucket, weight)::text
             from tally where event_id = p_event), '{}'), true);
  ${BUMP}`,
        );
        await mutate(
          sql,
          'activities_flush_effects',
          'set weight = t.weight + excluded.weight',
          `set weight = coalesce((current_setting('mutant.before')::jsonb->>(t.activity_id || t.bucket))::bigint, 0)
             + excluded.weight`,
        );
      },
    }));

  test('[A5] what an answer counted before is not taken back when it changes', () =>
    expectCaught('[A5] at version', {
      mutant: (sql) => mutate(sql, 'activities_flush_effects', '-c.value::bigint', '0'),
    }));

  test('[F1] an act is acknowledged before its commit', () =>
    expectCaught('[F1] acknowledged', { through: answeringBeforeTheCommit }));

  test('[W5] the room gets results it may not see', () =>
    expectCaught('[W5] at version', {
      mutant: (sql: Sql) =>
        mutate(
          sql,
          'activity_result_visible',
          `when 'room' then a.result_visibility = 'always'`,
          `when 'room' then true`,
        ),
    }));
});

/** Commits a moment after it answered, and now and then dies before it does. */
function answeringBeforeTheCommit(pool: pg.Pool) {
  let n = 0;
  async function query(text: pg.QueryConfig) {
    const client = await pool.connect();
    // Its death is expected.
    client.on('error', () => {});
    try {
      await client.query('begin');
      const answer = await client.query(text);
      const finish = ++n % 5 === 0 ? 'select pg_terminate_backend(pg_backend_pid())' : 'commit';
      void sleep(5)
        .then(() => client.query(finish))
        .then(
          () => client.release(),
          (error) => client.release(error),
        );
      return answer;
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  }
  return { query } as unknown as Pick<pg.Pool, 'query'>;
}
