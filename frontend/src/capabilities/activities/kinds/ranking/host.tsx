/** Ranking for hosts: options and places; the room's order, and how often each place was given. */
import type { RankingSettings, ResultEntity } from '@plenum/protocol';
import { useId } from 'react';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { writtenOptions } from '../../parts/host-option-drafts.ts';
import { HostOptions } from '../../parts/host-options.tsx';
import { OptionsField } from '../../parts/host-options-field.tsx';
import { optionsOf } from '../../parts/options.ts';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { draft, mostPlaces, placesOf, type RankingDraft } from './draft.ts';
import { formatPlace, leftOverNote, type Ranked, rankedOptions } from './places.ts';
import { RankedRow } from './ranked-row.tsx';

export const host: HostKind<RankingDraft, RankingSettings> = { draft, SettingsForm, Summary, Result };

function SettingsForm({ own, onChange, locked }: SettingsFormProps<RankingDraft>) {
  return (
    <>
      <OptionsField
        options={own.options}
        onChange={(options) => onChange({ ...own, options })}
        locked={locked}
      />
      <PlacesField own={own} onChange={onChange} isLocked={locked !== 'no'} />
    </>
  );
}

/** Top 1, top 2, top 3, all: what hosts ask for. */
function PlacesField({
  own,
  onChange,
  isLocked,
}: {
  own: RankingDraft;
  onChange: (own: RankingDraft) => void;
  isLocked: boolean;
}) {
  const id = useId();
  const count = writtenOptions(own.options).length;
  const most = Math.max(1, mostPlaces(count));
  const places = placesOf(own, count);
  const choices = [...new Set([1, 2, 3, places, most])]
    .filter((each) => each <= most)
    .sort((one, two) => one - two);
  return (
    <fieldset disabled={isLocked} aria-describedby={`${id}-note`}>
      <legend className="mb-2 text-sm font-[560]">{m.host_places()}</legend>
      <div className="inline-flex max-w-full flex-wrap gap-0.5 rounded-md bg-secondary p-0.75">
        {choices.map((each) => (
          <label
            key={each}
            className="relative flex min-h-9 items-center rounded-sm px-3.5 text-sm font-[560] text-muted-foreground has-checked:bg-card has-checked:text-foreground has-checked:shadow-xs has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring has-disabled:has-checked:text-muted-foreground pointer-coarse:min-h-11"
          >
            {/* Over the whole label, and not seen: the label is what is seen. */}
            <input
              type="radio"
              name={id}
              checked={each === places}
              onChange={() => onChange({ ...own, places: each === most ? null : each })}
              className="absolute inset-0 opacity-0"
            />
            {each === count && count > 1
              ? m.host_places_all({ count: formatCount(each) })
              : m.host_places_top({ count: formatCount(each) })}
          </label>
        ))}
      </div>
      <p id={`${id}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
        {isLocked ? m.host_picks_fixed() : places < count && m.host_places_hint()}
      </p>
    </fieldset>
  );
}

function Summary({ settings }: HostResultProps<RankingSettings>) {
  return <HostOptions options={optionsOf(settings)} rightIds={[]} />;
}

function Result({
  settings,
  result,
  isCompact,
}: HostResultProps<RankingSettings> & { result: ResultEntity }) {
  const ranked = rankedOptions(settings, result);
  const note = leftOverNote(settings);
  return (
    <>
      <ol className={cn('flex flex-col', isCompact ? 'gap-3' : 'gap-5')}>
        {ranked.map((option, index) => (
          <RankedRow
            key={option.id}
            option={option}
            total={settings.options.length}
            isLast={index === ranked.length - 1}
            isCompact={isCompact}
          />
        ))}
      </ol>
      {note !== null && <p className="mt-4 text-sm text-muted-foreground">{note}</p>}
      {!isCompact && <PlacesTable ranked={ranked} places={settings.places} />}
    </>
  );
}

function PlacesTable({ ranked, places }: { ranked: readonly Ranked[]; places: number }) {
  return (
    <details className="mt-4">
      <summary className="flex min-h-11 cursor-pointer items-center text-sm font-[560] text-muted-foreground">
        {m.host_ranking_table()}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
      <section className="overflow-x-auto" tabIndex={0} aria-label={m.host_ranking_table()}>
        <table className="w-full text-sm tabular-nums">
          <thead>
            <tr className="border-b border-border text-muted-foreground">
              <th scope="col" className="py-2 pe-3 text-start font-[560]">
                {m.host_ranking_option()}
              </th>
              {Array.from({ length: places }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a place has no other name.
                <th key={index} scope="col" className="px-2 py-2 text-end font-[560]">
                  {formatPlace(index + 1)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ranked.map(({ id, label, counts }) => (
              <tr key={id} className="border-b border-border last:border-0">
                <th scope="row" dir="auto" className="min-w-32 py-2 pe-3 text-start font-normal wrap-words">
                  {label}
                </th>
                {counts.map((count, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place has no other name.
                  <td key={index} className="px-2 py-2 text-end">
                    {formatCount(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
