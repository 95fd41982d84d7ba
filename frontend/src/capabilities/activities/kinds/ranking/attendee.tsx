/** Ranking on a phone: my order, and the room's. */

import type { RankingAnswer, RankingSettings } from '@plenum/protocol';
import { sameJson } from '@plenum/protocol/client';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { AttendeeKind, AttendeeProps, ResultProps } from '../kind.ts';
import { Open } from './attendee-open.tsx';
import { isWhole } from './order.ts';
import { formatAverage, formatPlace, leftOverNote, rankedOptions } from './places.ts';
import { RankedRow } from './ranked-row.tsx';

export const attendee: AttendeeKind<RankingSettings, RankingAnswer> = {
  hint: (settings) =>
    isWhole(settings) ? m.ranking_hint() : m.ranking_hint_top({ count: formatCount(settings.places) }),
  announceOpen(title, settings) {
    const { options, places } = settings;
    return isWhole(settings)
      ? m.ranking_new({ title, count: formatCount(options.length) })
      : m.ranking_new_top({ title, count: formatCount(places), total: formatCount(options.length) });
  },
  describeAnswer: labels,
  describeResult({ settings }, result, answer) {
    const list = rankedOptions(settings as RankingSettings, result).map(
      ({ id, label, place, average, first }) => {
        if (place === null || average === null)
          return m.ranking_said_few({ label, first: formatCount(first) });
        const said = {
          label,
          place: formatPlace(place),
          value: formatAverage(average),
          first: formatCount(first),
        };
        const mine = answer?.order.indexOf(id) ?? -1;
        return mine === -1
          ? m.ranking_said(said)
          : m.ranking_said_own({ ...said, mine: formatPlace(mine + 1) });
      },
    );
    return m.results_said({ list: list.join(' ') });
  },
  verdict(settings, correct, answer) {
    const right = (correct as RankingAnswer | null | undefined) ?? null;
    if (right === null) return null;
    const text = m.ranking_right({ list: labels(settings, right) });
    if (answer === null) return { is: 'none', text };
    return sameJson(answer.order, right.order)
      ? { is: 'right', text: m.quiz_right() }
      : { is: 'wrong', text };
  },
  Open,
  Closed,
  Result,
};

function labels({ options }: RankingSettings, { order }: RankingAnswer): string {
  return order
    .map((id) => options.find((option) => option.id === id)?.label)
    .filter((label) => label !== undefined)
    .join(', ');
}

/** My order; without one, what could be put in order. */
function Closed({ settings, own }: AttendeeProps<RankingSettings, RankingAnswer>) {
  const { options } = settings;
  const isLost = own.status === 'too-late' && own.answer === null;
  const order = own.answer?.order ?? (isLost ? own.attempted?.order : undefined);
  if (order === undefined)
    return (
      <ul className="flex flex-col gap-2">
        {options.map(({ id, label }) => (
          <Fixed key={id} label={label} />
        ))}
      </ul>
    );
  return (
    <>
      <p className="mb-2.5">
        {isLost ? <Badge>{m.not_counted()}</Badge> : <Badge variant="live">{m.your_answer()}</Badge>}
      </p>
      <ol className="flex flex-col gap-2">
        {order.map((id, index) => (
          <Fixed key={id} place={index + 1} label={options.find((option) => option.id === id)?.label ?? ''} />
        ))}
      </ol>
    </>
  );
}

function Fixed({ label, place }: { label: string; place?: number }) {
  return (
    <li className="flex min-h-14 items-center gap-3 rounded-xl border border-border px-3.5 py-2">
      {place !== undefined && (
        <span className={cn('min-w-5 text-center text-xl font-[650]', place === 1 && 'text-primary')}>
          {formatCount(place)}
        </span>
      )}
      <span dir="auto" className="min-w-0 flex-1 text-opt wrap-words">
        {label}
      </span>
    </li>
  );
}

function Result({ settings, result, own }: ResultProps<RankingSettings, RankingAnswer>) {
  const note = leftOverNote(settings);
  return (
    <>
      <ol className="mt-1 flex flex-col gap-5">
        {rankedOptions(settings, result).map((option, index, all) => {
          const mine = own.answer?.order.indexOf(option.id) ?? -1;
          return (
            <RankedRow
              key={option.id}
              option={option}
              total={settings.options.length}
              isLast={index === all.length - 1}
              badge={
                mine !== -1 && <Badge variant="live">{m.ranking_you({ place: formatPlace(mine + 1) })}</Badge>
              }
            />
          );
        })}
      </ol>
      {note !== null && <p className="mt-5 text-sm text-muted-foreground">{note}</p>}
    </>
  );
}
