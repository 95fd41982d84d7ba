/** A rating for hosts: the scale and the statements; per statement its mean and its columns. */
import type { RatingScale, RatingSettings, ResultEntity } from '@plenum/protocol';
import { Info } from 'lucide-react';
import { useId } from 'react';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { RadioGroup, RadioGroupItem } from '#/components/ui/radio-group.tsx';
import { formatCount, formatPercent } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { OPTION_MAX } from '../../parts/host-option-drafts.ts';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { draft, END_MAX, ITEMS_MAX, type RatingDraft, VALUES_MAX, VALUES_MIN, WORDS_MIN } from './draft.ts';
import { ItemHead, RatingResult } from './result.tsx';
import { RowsField } from './rows-field.tsx';
import { endsOf, itemResults, valueName } from './scale.ts';

export const host: HostKind<RatingDraft, RatingSettings> = { draft, SettingsForm, Summary, Result };

/** In the order in which they can be chosen. */
const SCALES: Record<RatingScale, () => string> = {
  stars: m.host_rating_stars,
  numbers: m.host_rating_numbers,
  words: m.host_rating_words,
};

function SettingsForm({ own, onChange, locked }: SettingsFormProps<RatingDraft>) {
  const id = useId();
  const isFixed = locked !== 'no';
  const set = (change: Partial<RatingDraft>) => onChange({ ...own, ...change });
  return (
    <>
      {isFixed && (
        <p className="flex gap-2.5 rounded-[12px] bg-muted px-3.5 py-3 text-sm">
          <Info className="mt-px size-4.5 shrink-0 text-muted-foreground" aria-hidden="true" />
          {locked === 'wording' ? m.host_options_fixed() : m.host_options_closed()}
        </p>
      )}
      <fieldset disabled={isFixed}>
        <legend className="mb-2 text-sm font-[560]">{m.host_rating_scale()}</legend>
        <RadioGroup
          value={own.scale}
          disabled={isFixed}
          onValueChange={(scale) => set({ scale: scale as RatingScale })}
          aria-label={m.host_rating_scale()}
          className="grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))]"
        >
          {(Object.keys(SCALES) as RatingScale[]).map((scale) => (
            <label
              key={scale}
              htmlFor={`${id}-${scale}`}
              className="flex min-h-11 items-center gap-2.75 rounded-[12px] border border-border bg-card px-3.75 py-2 text-sm font-semibold has-data-[state=checked]:border-primary has-data-[state=checked]:bg-accent has-data-[state=checked]:ring-1 has-data-[state=checked]:ring-primary"
            >
              <RadioGroupItem id={`${id}-${scale}`} value={scale} className="size-4.5" />
              {SCALES[scale]()}
            </label>
          ))}
        </RadioGroup>
      </fieldset>
      {own.scale === 'words' ? (
        <RowsField
          legend={m.host_rating_words_label()}
          rows={own.words}
          onChange={(words) => set({ words })}
          locked={locked}
          rowLabel={m.host_rating_word}
          addLabel={m.host_rating_add_word()}
          textMax={END_MAX}
          least={WORDS_MIN}
          most={VALUES_MAX}
        />
      ) : (
        <Ends own={own} set={set} isFixed={isFixed} isClosed={locked === 'closed'} />
      )}
      <RowsField
        legend={m.host_rating_items()}
        note={m.host_rating_items_text()}
        // The title itself has no row.
        rows={own.items.filter(({ id: itemId, label }) => itemId !== 'all' || label !== '')}
        onChange={(items) => set({ items })}
        locked={locked}
        rowLabel={m.host_rating_item}
        addLabel={m.host_rating_add_item()}
        textMax={OPTION_MAX}
        least={0}
        most={ITEMS_MAX}
      />
    </>
  );
}

function Ends({
  own,
  set,
  isFixed,
  isClosed,
}: {
  own: RatingDraft;
  set: (change: Partial<RatingDraft>) => void;
  isFixed: boolean;
  isClosed: boolean;
}) {
  const isStars = own.scale === 'stars';
  const [min, max] = isStars ? [1, own.stars] : [own.min, own.max];
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] items-end gap-4">
      {isStars ? (
        <Count
          label={m.host_rating_stars_count()}
          value={own.stars}
          from={VALUES_MIN}
          to={VALUES_MAX}
          isFixed={isFixed}
          onChange={(stars) => set({ stars })}
        />
      ) : (
        <>
          <Count
            label={m.host_rating_from()}
            value={own.min}
            from={0}
            to={1}
            isFixed={isFixed}
            onChange={(from) => set({ min: from === 0 ? 0 : 1 })}
          />
          <Count
            label={m.host_rating_to()}
            value={own.max}
            from={VALUES_MIN}
            to={VALUES_MAX}
            isFixed={isFixed}
            onChange={(to) => set({ max: to })}
          />
        </>
      )}
      <End
        label={m.host_rating_low({ value: formatCount(min) })}
        example={m.host_rating_low_example()}
        text={own.low}
        isClosed={isClosed}
        onChange={(low) => set({ low })}
      />
      <End
        label={m.host_rating_high({ value: formatCount(max) })}
        example={m.host_rating_high_example()}
        text={own.high}
        isClosed={isClosed}
        onChange={(high) => set({ high })}
      />
    </div>
  );
}

function Count({
  label,
  value,
  from,
  to,
  isFixed,
  onChange,
}: {
  label: string;
  value: number;
  from: number;
  to: number;
  isFixed: boolean;
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div>
      <Label htmlFor={id} className="mb-1.5">
        {label}
      </Label>
      <select
        id={id}
        value={value}
        disabled={isFixed}
        onChange={(event) => onChange(Number(event.target.value))}
        className="min-h-11 w-full rounded-md border border-input bg-card px-3 text-base text-foreground disabled:bg-secondary disabled:text-muted-foreground"
      >
        {Array.from({ length: to - from + 1 }, (_, index) => from + index).map((number) => (
          <option key={number} value={number}>
            {formatCount(number)}
          </option>
        ))}
      </select>
    </div>
  );
}

function End({
  label,
  example,
  text,
  isClosed,
  onChange,
}: {
  label: string;
  example: string;
  text: string;
  isClosed: boolean;
  onChange: (text: string) => void;
}) {
  const id = useId();
  return (
    <div>
      <Label htmlFor={id} className="mb-1.5">
        {label}
      </Label>
      <Input
        id={id}
        dir="auto"
        autoComplete="off"
        className="min-h-11"
        maxLength={END_MAX}
        placeholder={example}
        readOnly={isClosed}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function Summary({ settings }: HostResultProps<RatingSettings>) {
  const { low, high } = endsOf(settings);
  const name = (value: number, text: string) =>
    settings.scale === 'words' || text === ''
      ? valueName(settings, value)
      : m.host_rating_end({ value: valueName(settings, value), text });
  return (
    <div className="grid gap-3">
      <p dir="auto" className="text-start wrap-words text-muted-foreground">
        {m.rating_scale_ends({ low: name(settings.min, low), high: name(settings.max, high) })}
      </p>
      {settings.items.some(({ label }) => label !== '') && (
        <ul className="grid gap-2.5">
          {settings.items.map(({ id, label }, index) => (
            <li key={id} className="flex gap-3 text-base leading-[1.3125rem]">
              <span aria-hidden="true" className="font-semibold text-muted-foreground">
                {formatCount(index + 1)}
              </span>
              <span dir="auto" className="min-w-0 flex-1 text-start wrap-words">
                {label}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Result({ settings, result, isCompact }: HostResultProps<RatingSettings> & { result: ResultEntity }) {
  if (!isCompact) {
    return (
      <RatingResult
        settings={settings}
        result={result}
        className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,18rem),1fr))] gap-x-8 [--ground:var(--card)]"
      />
    );
  }
  return (
    <ul className="grid gap-4">
      {itemResults(settings, result).map((item) => (
        <li key={item.id}>
          <ItemHead item={item} />
          <p dir="auto" className="text-start text-sm wrap-words text-muted-foreground">
            {item.columns
              .map(({ said, count, percent }) =>
                m.rating_share({
                  value: said,
                  share: percent === null ? formatCount(count) : formatPercent(percent, count),
                }),
              )
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
