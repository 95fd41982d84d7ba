/** An estimate on the projector: what to do, without a hint; then the right number, the middle and the histogram. */
import type { EstimateSettings, ResultEntity } from '@plenum/protocol';
import { Rich } from '#/components/rich.tsx';
import * as m from '#/paraglide/messages.js';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { chartOf } from './chart.ts';
import { EstimateChart } from './estimate-chart.tsx';
import { leadSaid, roomFlags } from './result.tsx';
import { rightOf } from './said.ts';
import { formatNumber } from './typed.ts';

export const screen: ScreenKind<EstimateSettings> = { list: () => ({ texts: [] }), Open, Result };

/** No range: its ends say something about the answer, and nobody types on the projector. */
function Open({ activity, settings }: ScreenProps<EstimateSettings>) {
  return (
    <div className="flex flex-1 flex-col justify-center gap-[calc(var(--u)*2.4)]">
      {activity.state === 'open' && (
        <p className="text-[calc(var(--u)*2.7)] leading-[1.15] font-medium text-muted-foreground">
          {m.screen_estimate_hint()}
        </p>
      )}
      <div className="flex min-h-[calc(var(--u)*12)] items-center justify-end rounded-[calc(var(--u)*1.6)] border-[length:max(2px,calc(var(--u)*0.15))] border-border bg-card px-[calc(var(--u)*3)]">
        <span
          dir="auto"
          className="min-w-0 text-[calc(var(--u)*3.4)] font-medium wrap-words text-muted-foreground"
        >
          {settings.unit}
        </span>
      </div>
    </div>
  );
}

function Result({ activity, settings, result }: ScreenProps<EstimateSettings> & { result: ResultEntity }) {
  const right = rightOf(activity.correct);
  const middle = result.stats?.['']?.median;
  const chart = chartOf(settings, result, right);
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div className="flex flex-wrap items-baseline gap-x-[calc(var(--u)*1.6)]">
        <Lead settings={settings} number={right ?? middle ?? 0} isRight={right !== null} />
        {right !== null && middle !== undefined && chart !== null && (
          <p className="ms-auto text-[calc(var(--u)*1.9)] leading-[1.25] font-medium text-muted-foreground [&_b]:text-foreground">
            <Rich parts={m.screen_estimate_middle.parts({ number: formatNumber(middle) })} />
          </p>
        )}
      </div>
      {chart !== null && (
        <EstimateChart
          chart={chart}
          flags={roomFlags(chart, right, middle)}
          axisTexts={6}
          // Lower ones say nothing: then all is drawn smaller.
          className="mt-[calc(var(--u)*1.2)] min-h-[calc(var(--u)*16)] flex-1 text-[calc(var(--u)*1.95)]"
          barsClassName="min-h-0 flex-1 font-semibold"
        />
      )}
    </div>
  );
}

function Lead({
  settings,
  number,
  isRight,
}: {
  settings: EstimateSettings;
  number: number;
  isRight: boolean;
}) {
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-[calc(var(--u)*1.6)]">
      <b className="text-[calc(var(--u)*6.6)] leading-none font-bold tracking-[-0.04em]">
        {formatNumber(number)}
      </b>
      <span className="text-[calc(var(--u)*2.3)] font-medium text-muted-foreground">
        {leadSaid(settings, isRight)}
      </span>
    </p>
  );
}
