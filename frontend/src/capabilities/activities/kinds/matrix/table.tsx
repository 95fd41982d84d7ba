/** The numbers of a matrix as text: each thing with its letter, what the room thinks, and where I put it. */
import type { MatrixAnswer, MatrixSettings, ResultEntity } from '@plenum/protocol';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { optionKey } from '../../parts/options.ts';
import { PERCENT_FROM_RESPONSES } from '../../parts/result-bars.tsx';
import { axisName, type Mean, meansOf, type Place, placesOf, readPlace, readScaled } from './places.ts';

export function MatrixTable({
  settings,
  result,
  mine = null,
  hasCounts = false,
}: {
  settings: MatrixSettings;
  result: ResultEntity;
  mine?: MatrixAnswer | null;
  /** How many placed each. */
  hasCounts?: boolean;
}) {
  const places = placesOf(settings, mine);
  return (
    <ul>
      {meansOf(settings, result).map((mean) => (
        <li key={mean.id} className="border-b border-border py-2.5">
          <Row
            settings={settings}
            mean={mean}
            place={mean.place}
            note={mean.place === null || hasCounts ? m.matrix_count(counted(mean.count)) : undefined}
          />
          {places[mean.id] !== undefined && (
            <p className="mt-0.5 ps-8.5 text-end text-sm text-muted-foreground">
              {m.matrix_mine({ place: readPlace(settings, places[mean.id] as Place) })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Under five answers there are counts only. */
export function TooFew() {
  return <p className="text-muted-foreground">{m.matrix_too_few(counted(PERCENT_FROM_RESPONSES))}</p>;
}

/** One's own places, for reading. */
export function OwnPlaces({ settings, answer }: { settings: MatrixSettings; answer: MatrixAnswer | null }) {
  const places = placesOf(settings, answer);
  return (
    <ul>
      {settings.items.map(({ id, label }, index) => (
        <li key={id} className="border-b border-border py-2.5">
          <Row
            settings={settings}
            mean={{ key: optionKey(index), label }}
            place={places[id] ?? null}
            digits={0}
            note={places[id] === undefined ? m.matrix_not_placed() : undefined}
          />
        </li>
      ))}
    </ul>
  );
}

function Row({
  settings: { x, y },
  mean: { key, label },
  place,
  note,
  digits = 1,
}: {
  settings: MatrixSettings;
  mean: Pick<Mean, 'key' | 'label'>;
  place: Place | null;
  note?: string | undefined;
  digits?: number;
}) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
      <span className="flex min-w-0 flex-1 basis-32 gap-2.5 text-base leading-6">
        <span aria-hidden="true" className="w-6 shrink-0 font-semibold text-muted-foreground">
          {key}
        </span>
        <span dir="auto" className="min-w-0 text-start wrap-words">
          {label}
        </span>
      </span>
      <span className="ms-auto flex flex-wrap justify-end gap-x-3 text-end text-[0.9375rem] text-muted-foreground">
        {place !== null && (
          <>
            <Value name={axisName(x)} value={readScaled(place.x, digits)} />
            <Value name={axisName(y)} value={readScaled(place.y, digits)} />
          </>
        )}
        {note !== undefined && <span>{note}</span>}
      </span>
    </div>
  );
}

function Value({ name, value }: { name: string; value: string }) {
  return (
    <span>
      <span dir="auto">{name}</span> <b className="font-[650] text-foreground tabular-nums">{value}</b>
    </span>
  );
}
