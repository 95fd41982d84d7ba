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
/** Of them at the same time: they share the pool with votes. */
const TOGETHER = 3;

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
    // One that waits for its event's lock, or fails and is due again with every look, must not hold up the events behind it.
    const waiting = found.due.values();
    const one = async () => {
      for (const { event, what } of waiting) {
        if (isStopped) return;
        await act(event, 'run_due', what).catch(onError);
      }
    };
    await Promise.all(Array.from({ length: TOGETHER }, one));
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
