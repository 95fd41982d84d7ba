/** The result of a rating on phones and the host's pages: per statement its mean, its columns, its dot scale. */
import type { RatingAnswer, RatingSettings, ResultEntity } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount, formatPercent } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { DotScale } from '../../parts/dot-scale.tsx';
import { Histogram } from '../../parts/histogram.tsx';
import { endsOf, formatMean, type ItemResult, itemResults, valueName } from './scale.ts';

/** More columns than that have no room for counts below the percentages on a phone. */
const WIDE_COLUMNS_MAX = 7;

export interface RatingResultProps {
  readonly settings: RatingSettings;
  readonly result: ResultEntity;
  /** The own answer; absent on the host's pages. */
  readonly mine?: RatingAnswer['ratings'] | undefined;
  readonly className?: string;
}

export function RatingResult({ settings, result, mine, className }: RatingResultProps) {
  return (
    <ul className={cn('flex flex-col gap-8', className)}>
      {itemResults(settings, result).map((item) => (
        <li key={item.id} className="min-w-0">
          <ItemHead item={item} />
          {mine?.[item.id] !== undefined && (
            <Badge variant="live" className="mb-2">
              <Check aria-hidden="true" strokeWidth={3} />
              {m.rating_own({ value: valueName(settings, mine[item.id] as number) })}
            </Badge>
          )}
          {item.answers === 0 ? (
            <p className="text-muted-foreground">{result.final ? m.results_nobody() : m.no_answers_yet()}</p>
          ) : settings.scale === 'words' ? (
            <WordBars item={item} settings={settings} />
          ) : (
            <>
              <Histogram
                label={item.label}
                columns={item.columns}
                full={item.full}
                hasCounts={item.columns.length <= WIDE_COLUMNS_MAX}
                // No larger than five columns have room for on a small phone.
                className="h-33 text-[length:min(0.8125rem,5vw)]"
              />
              <DotScale value={item.mean} min={settings.min} max={settings.max} isUnderColumns />
              <ScaleNames item={item} settings={settings} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Label and mean; in few words the whole result. */
export function ItemHead({ item }: { item: ItemResult }) {
  return (
    <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
      {item.label !== '' && (
        <p
          dir="auto"
          className="min-w-0 flex-1 basis-40 text-start text-base leading-5.5 font-medium wrap-words"
        >
          {item.label}
        </p>
      )}
      {item.mean === null ? (
        <span className="text-sm text-muted-foreground">{m.answers(counted(item.answers))}</span>
      ) : (
        <span className="ms-auto flex items-baseline gap-2 text-sm text-muted-foreground">
          {m.scale_mean()} <b className="text-xl font-[650] text-foreground">{formatMean(item.mean)}</b>
        </span>
      )}
    </div>
  );
}

/** Below the columns: their values, and what the ends mean. */
function ScaleNames({ item, settings }: { item: ItemResult; settings: RatingSettings }) {
  const { low, high } = endsOf(settings);
  return (
    <div aria-hidden="true" className="text-label text-muted-foreground">
      <div className="flex gap-[0.24em]">
        {item.columns.map(({ key }) => (
          <span key={key} className="min-w-0 flex-1 text-center font-medium">
            {formatCount(Number(key))}
          </span>
        ))}
      </div>
      {(low !== '' || high !== '') && (
        <div className="mt-0.5 flex justify-between gap-4">
          <span dir="auto" className="min-w-0 wrap-words">
            {low}
          </span>
          <span dir="auto" className="min-w-0 text-end wrap-words">
            {high}
          </span>
        </div>
      )}
    </div>
  );
}

/** Words need a row each. */
function WordBars({ item, settings }: { item: ItemResult; settings: RatingSettings }) {
  return (
    <>
      <ul className="flex flex-col gap-3">
        {item.columns.map(({ key, said, count, percent }) => (
          <li key={key}>
            <div className="mb-1 flex flex-wrap items-baseline gap-x-3 text-[0.9375rem] leading-5">
              <span dir="auto" className="min-w-0 flex-1 basis-28 text-start wrap-words">
                {said}
              </span>
              <span className="ms-auto font-[650] whitespace-nowrap">
                {percent === null ? formatCount(count) : formatPercent(percent, count)}
                {percent !== null && (
                  <span className="ms-2 inline-block text-sm font-normal text-muted-foreground">
                    {formatCount(count)}
                  </span>
                )}
              </span>
            </div>
            <div aria-hidden="true" className="h-3 overflow-hidden rounded-[5px] bg-track">
              <div
                className="h-full rounded-[5px] bg-primary transition-[width] duration-300"
                style={{ width: `${(100 * count) / item.answers}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
      {item.mean !== null && (
        <>
          <DotScale value={item.mean} min={settings.min} max={settings.max} className="mx-[0.55em] mt-4" />
          <div aria-hidden="true" className="flex justify-between gap-4 text-label text-muted-foreground">
            <span dir="auto" className="min-w-0 wrap-words">
              {m.rating_low({ value: formatCount(settings.min), text: endsOf(settings).low })}
            </span>
            <span dir="auto" className="min-w-0 text-end wrap-words">
              {m.rating_high({ value: formatCount(settings.max), text: endsOf(settings).high })}
            </span>
          </div>
        </>
      )}
    </>
  );
}
