/**
 * Runs what falls due without traffic: closes that were announced, counts that were held back. Every process looks, whoever comes first
 * does it; `run_due` decides under the head lock, so that twice is once.
 */
import type { Sql } from '#/feed/index.ts';
import type { Act } from './acts.ts';
import type { Clock } from './clock.ts';

/** As often as heads are read: a due close is seen by everybody within two ticks. */
const LOOK_MS = 200;
const AT_ONCE_MAX = 50;

export interface DueRunner {
  start(): void;
  stop(): Promise<void>;
}

export function createDueRunner(
  sql: Sql,
  act: Act,
  clock: Clock,
  onError: (error: unknown) => void,
): DueRunner {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function look(): Promise<void> {
    const { rows } = await sql.query<{ now_ms: string; due: { event: string; what: string }[] }>({
      name: 'due',
      text: `select time_ms(clock_timestamp()) as now_ms, coalesce((
               select json_agg(json_build_object('event', d.event_id, 'what', d.what))
                 from (select event_id, what from event_due where at <= clock_timestamp() order by at limit $1) d), '[]') as due`,
      values: [AT_ONCE_MAX],
    });
    const [found] = rows;
    if (!found) return;
    clock.observe(Number(found.now_ms));
    for (const { event, what } of found.due) {
      if (isStopped) return;
      // One that fails is due again with every look: it must not hold up the events behind it.
      await act(event, 'run_due', what).catch(onError);
    }
  }

  function schedule(): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = look().catch(onError).finally(schedule);
    }, LOOK_MS);
  }

  return {
    start: schedule,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
