/** The result of an estimate on phones and the host's pages: the right number leads, else the middle of the room. */
import type { EstimateSettings, ResultEntity } from '@plenum/protocol';
import { counted, formatPercent } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { type Chart, chartOf, chartPlace, type Flag } from './chart.ts';
import { closerThan } from './closeness.ts';
import { EstimateChart } from './estimate-chart.tsx';
import { barsOf, countsOf } from './grid.ts';
import { offBy, withUnit } from './said.ts';
import { formatNumber } from './typed.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface EstimateResultProps {
  readonly settings: EstimateSettings;
  readonly result: ResultEntity;
  /** Once it is known here. */
  readonly right: number | null;
  readonly own: number | null;
  /** The right number stands above already. */
  readonly isRightTold?: boolean;
}

export function EstimateResult({ settings, result, right, own, isRightTold = false }: EstimateResultProps) {
  const chart = chartOf(settings, result, right);
  const middle = result.stats?.['']?.median;
  return (
    <div className="flex flex-col">
      {right !== null
        ? !isRightTold && <Lead settings={settings} number={right} isRight />
        : middle !== undefined && chart !== null && <Lead settings={settings} number={middle} />}
      {chart !== null && (
        <>
          <EstimateChart
            chart={chart}
            flags={flagsOf(chart, right, own)}
            axisTexts={3}
            // No larger than what flags have room for on a small phone.
            className="text-[length:min(0.8125rem,5vw)]"
            barsClassName="h-37.5"
          />
          <BarNote settings={settings} chart={chart} />
        </>
      )}
      <Facts facts={ownFacts({ settings, result, right, own })} />
    </div>
  );
}

/** 4,218 trees · the right number */
export function Lead({
  settings,
  number,
  isRight = false,
}: {
  settings: EstimateSettings;
  number: number;
  isRight?: boolean;
}) {
  return (
    <p className="mb-3.5 flex flex-wrap items-center gap-x-2">
      <b className="text-4xl font-[660]">{formatNumber(number)}</b>
      <span className="min-w-0 text-[0.9375rem] leading-5 font-medium wrap-words text-muted-foreground">
        {leadSaid(settings, isRight)}
      </span>
    </p>
  );
}

export function leadSaid({ unit }: EstimateSettings, isRight: boolean): string {
  if (unit === '') return isRight ? m.estimate_right_number() : m.estimate_leads_plain();
  return isRight ? m.estimate_right_number_unit({ unit }) : m.estimate_leads({ unit });
}

/** For those who see the room as a whole: the right number and the middle. */
export function roomFlags(chart: Chart, right: number | null, middle: number | undefined): Flag[] {
  const flags: Flag[] = [];
  if (right !== null) {
    flags.push({ key: 'right', place: chartPlace(chart, right), text: m.estimate_right() });
  }
  if (middle !== undefined && middle !== right) {
    flags.push({ key: 'middle', place: chartPlace(chart, middle), text: m.estimate_middle() });
  }
  return flags;
}

/** The own flag is left away where it would stand on the right one. */
export function flagsOf(chart: Chart, right: number | null, own: number | null): Flag[] {
  const flags: Flag[] = [];
  if (right !== null) {
    flags.push({ key: 'right', place: chartPlace(chart, right), text: m.estimate_right() });
  }
  if (own !== null && own !== right) {
    flags.push({
      key: 'own',
      place: chartPlace(chart, own),
      text: m.estimate_you({ number: formatNumber(own) }),
    });
  }
  return flags;
}

export function BarNote({ settings, chart }: { settings: EstimateSettings; chart: Chart }) {
  return (
    <p className="mt-1.5 mb-3.5 text-[0.9375rem] leading-5 text-muted-foreground">
      {chart.isSingle
        ? m.estimate_bar_one()
        : m.estimate_bar_wide({ width: withUnit(settings, chart.width) })}
    </p>
  );
}

function ownFacts({ settings, result, right, own }: EstimateResultProps): Fact[] {
  const facts: Fact[] = [];
  const isMany = chartOf(settings, result, right) !== null;
  if (own !== null && right !== null && own !== right) {
    facts.push({ name: m.estimate_off_by(), value: withUnit(settings, offBy(own, right)) });
  }
  if (own !== null && (right === null || !isMany)) {
    facts.push({ name: m.estimate_number(), value: withUnit(settings, own) });
  }
  if (own !== null && right !== null && isMany) facts.push(...roomFacts(settings, result, right, own));
  const middle = result.stats?.['']?.median;
  if (middle !== undefined && isMany && right !== null) {
    facts.push({ name: m.estimate_middle(), value: withUnit(settings, middle) });
  }
  return facts;
}

/** Closer than how many; or, for those who hit it, how many others did, where bars tell. */
function roomFacts(settings: EstimateSettings, result: ResultEntity, right: number, own: number): Fact[] {
  const bars = barsOf(settings);
  const counts = countsOf(bars, result.counts);
  const isSingle = bars.width === settings.step;
  if (own === right) {
    if (!isSingle) return [];
    const others = (counts[Math.round((right - bars.from) / bars.width)] ?? 1) - 1;
    return others > 0 ? [{ name: m.estimate_hit_fact(), value: m.estimate_people(counted(others)) }] : [];
  }
  const closeness = closerThan(bars, counts, right, own, isSingle);
  if (closeness === null) return [];
  const percent = formatPercent(Math.round(100 * closeness.share), closeness.share > 0 ? 1 : 0);
  const value = closeness.isExact
    ? m.estimate_closer_value({ percent })
    : m.estimate_closer_about({ percent });
  return [{ name: m.estimate_closer(), value }];
}

export function Facts({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="grid">
      {facts.map(({ name, value }) => (
        <div
          key={name}
          className="flex flex-wrap items-baseline justify-between gap-x-3 border-t border-border py-2.5 text-base leading-5.5"
        >
          <dt>{name}</dt>
          <dd className="ms-auto min-w-0 text-end font-[640] wrap-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
