/** A 2×2 matrix on a phone: the room's averages as filled dots, mine as rings, all numbers as text below. */
import type { MatrixAnswer, MatrixSettings, ResultEntity } from '@plenum/protocol';
import { Badge } from '#/components/ui/badge.tsx';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { optionKey } from '../../parts/options.ts';
import type { AttendeeKind, AttendeeProps, ResultProps } from '../kind.ts';
import { Open } from './attendee-open.tsx';
import { MatrixField, type Tone } from './field.tsx';
import { meansOf, type Place, placesOf, readPlace } from './places.ts';
import { MatrixTable, OwnPlaces, TooFew } from './table.tsx';

export const attendee: AttendeeKind<MatrixSettings, MatrixAnswer> = {
  hint: ({ items }) => m.matrix_hint(counted(items.length)),
  announceOpen: (title, { items }) => m.matrix_new({ title, ...counted(items.length) }),
  describeAnswer: (settings, answer) =>
    settings.items
      .filter(({ id }) => placesOf(settings, answer)[id] !== undefined)
      .map(({ label }) => label)
      .join(', '),
  describeResult({ settings }, result, answer) {
    return m.results_said({ list: saidMeans(settings as MatrixSettings, result, answer) });
  },
  verdict: () => null,
  Open,
  Closed,
  Result,
};

function saidMeans(settings: MatrixSettings, result: ResultEntity, answer: MatrixAnswer | null): string {
  const places = placesOf(settings, answer);
  return meansOf(settings, result)
    .map(({ id, label, place, count }) => {
      const said =
        place === null
          ? m.matrix_result_few({ label, ...counted(count) })
          : m.matrix_result_said({ label, place: readPlace(settings, place, 1) });
      const mine = places[id];
      return mine === undefined ? said : `${said} ${m.matrix_mine({ place: readPlace(settings, mine) })}.`;
    })
    .join(' ');
}

function Closed({ settings, own }: AttendeeProps<MatrixSettings, MatrixAnswer>) {
  const isLost = own.status === 'too-late' && own.attempted !== null;
  const answer = isLost ? own.attempted : own.answer;
  return (
    <>
      <MatrixField
        settings={settings}
        dots={ownDots(settings, answer, isLost ? 'plain' : 'room')}
        className="aspect-4/3"
      />
      {isLost && (
        <p className="mt-3">
          <Badge>{m.not_counted()}</Badge>
        </p>
      )}
      <div className="mt-1.5">
        <OwnPlaces settings={settings} answer={answer} />
      </div>
    </>
  );
}

function Result({ settings, result, own }: ResultProps<MatrixSettings, MatrixAnswer>) {
  const means = meansOf(settings, result).flatMap(({ place, ...mean }) =>
    place === null ? [] : [{ ...mean, place, tone: 'room' as const }],
  );
  const mine = ownDots(settings, own.answer, 'mine');
  return (
    <>
      <MatrixField settings={settings} dots={[...means, ...mine]} className="aspect-8/7 sm:aspect-4/3" />
      <div
        aria-hidden="true"
        className="flex flex-wrap items-center gap-x-4.5 gap-y-1 border-b border-border py-2.5 text-[0.9375rem] text-muted-foreground"
      >
        {means.length > 0 && <Key className="bg-primary">{m.matrix_key_room()}</Key>}
        {mine.length > 0 && (
          <Key className="border-[2.5px] border-primary bg-card">{m.matrix_key_mine()}</Key>
        )}
      </div>
      {means.length === 0 && (
        <div className="py-2.5">
          <TooFew />
        </div>
      )}
      <MatrixTable settings={settings} result={result} mine={own.answer} />
    </>
  );
}

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-2">
      <span className={`size-5 shrink-0 rounded-full ${className}`} />
      {children}
    </span>
  );
}

function ownDots(settings: MatrixSettings, answer: MatrixAnswer | null, tone: Tone) {
  const places = placesOf(settings, answer);
  return settings.items.flatMap(({ id }, index) => {
    const place: Place | undefined = places[id];
    return place === undefined ? [] : [{ id, key: optionKey(index), place, tone }];
  });
}
