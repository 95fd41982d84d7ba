/** Survey on the projector: how far the room is, never what it says; once shown, one part after the other. */
import type { ActivityEntity, ResultEntity, SurveyPart, SurveySettings } from '@plenum/protocol';
import type { CSSProperties, ReactNode } from 'react';
import { Rich } from '#/components/rich.tsx';
import { Seats, seatPlan } from '#/components/seats.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useEntity, useLiveEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { PartOfSurvey } from '../../parts/part-of-survey.ts';
import { screenLayout } from '../../screen-pages.ts';
import type { FootProps, OpenPageProps, ScreenKind, ScreenProps, ScreenRoom } from '../kind.ts';
import { screenPartOf } from '../screen.ts';
import { COMPLETE, PART_KINDS, partActivity, partResult } from './parts-of.ts';

const screen: ScreenKind<SurveySettings> = { list, foot, Open: () => null, OpenPage, Result };

/** With all that may be a part: how many pages there are cannot wait. */
export async function loadScreen(): Promise<ScreenKind<SurveySettings>> {
  await Promise.all(PART_KINDS.map((kind) => screenPartOf(kind)?.load()));
  return screen;
}

/**
 * A part is drawn under the survey's own title as a picture of its own, so much smaller. Such a picture's rows end where
 * the room under the title ends: title and its gaps are as high as what is left out below and above.
 */
const PART_SCALE = 0.85;
const ROWS = 5;
const SEATS = seatPlan(ROWS).length;

interface PartPage {
  readonly part: SurveyPart;
  readonly place: number;
  readonly layout: ReturnType<typeof screenLayout>;
  readonly indexes: readonly number[];
}

/** Each part on pages of its own, as many as it needs. A part that nobody answered has none. */
function pagesOf(
  activity: ActivityEntity,
  { parts }: SurveySettings,
  result: ResultEntity,
  room: ScreenRoom,
): PartPage[] {
  return parts.flatMap((part, place) => {
    const own = partResult(result, part.id);
    const kind = screenPartOf(part.kind)?.arrived;
    if (kind === undefined || own.responses === 0) return [];
    const { texts, perPage } = kind.list(partActivity(activity, part), part.settings, own, {
      ...room,
      part: part.id,
    });
    const layout = screenLayout({ question: part.title, options: texts, perPage }, 'results');
    return layout.pages.map((indexes) => ({ part, place, layout, indexes }));
  });
}

function list(
  activity: ActivityEntity,
  settings: SurveySettings,
  result: ResultEntity | undefined,
  room: ScreenRoom,
) {
  if (result === undefined) return { texts: [] };
  return { texts: pagesOf(activity, settings, result, room).map(({ part }) => part.title), perPage: 1 };
}

/** Of the part that is shown: not everybody answered each. */
function foot({ result, ...props }: FootProps<SurveySettings>): ReactNode {
  const { activityId, activity, settings, indexes, feed } = props;
  if (result === undefined) return null;
  const page = pagesOf(activity, settings, result, { feed, activityId, part: '' })[indexes[0] ?? 0];
  if (page === undefined) return null;
  const own = partResult(result, page.part.id);
  const said = screenPartOf(page.part.kind)?.arrived?.foot?.({
    ...props,
    activity: partActivity(activity, page.part),
    settings: page.part.settings,
    indexes: page.indexes,
    result: own,
  });
  return said ?? <Rich parts={m.screen_answers.parts(counted(own.responses))} />;
}

function Result({
  activityId,
  activity,
  settings,
  result,
  indexes,
}: ScreenProps<SurveySettings> & { result: ResultEntity }) {
  const feed = useLiveEvent((state) => state);
  const page = pagesOf(activity, settings, result, { feed, activityId, part: '' })[indexes[0] ?? 0];
  const kind = page && screenPartOf(page.part.kind)?.arrived;
  if (page === undefined || kind === undefined) return null;
  const { part, place, layout } = page;
  const own = {
    '--own': `calc(var(--u) * ${PART_SCALE * layout.zoom})`,
  } as CSSProperties;
  const sizes = {
    '--u': 'var(--own)',
    '--option': `calc(var(--own) * ${layout.optionSize})`,
    '--pad': `calc(var(--own) * ${layout.density.pad})`,
    '--gap': `calc(var(--own) * ${layout.density.gap})`,
    '--bar': `calc(var(--own) * ${layout.density.bar})`,
  } as CSSProperties;
  return (
    <div style={own} className="flex min-h-0 min-w-0 flex-1">
      <div style={sizes} className="flex min-h-0 min-w-0 flex-1 flex-col">
        <h2
          style={{ fontSize: `calc(var(--own) * ${layout.questionSize * 0.85})` }}
          className="mb-[calc(var(--u)*1.8)] flex gap-[0.5em] leading-[1.12] font-[600] tracking-[-0.02em]"
        >
          <span className="text-muted-foreground">{formatCount(place + 1)}</span>
          <span dir="auto" className="min-w-0 wrap-words">
            {part.title}
          </span>
        </h2>
        <div className="flex min-h-0 flex-1 gap-[calc(var(--u)*5)]">
          <PartOfSurvey value={part.id}>
            <kind.Result
              key={part.id}
              activityId={activityId}
              activity={partActivity(activity, part)}
              settings={part.settings}
              indexes={page.indexes}
              result={partResult(result, part.id)}
            />
          </PartOfSurvey>
        </div>
      </div>
    </div>
  );
}

/** Bars are progress and may grow; in the host's order, out of those who joined. */
function OpenPage({
  activityId,
  activity,
  settings: { parts },
  joined,
  answered,
}: OpenPageProps<SurveySettings>) {
  const progress = useEntity('turnout', activityId)?.progress ?? {};
  const room = Math.max(joined, answered, 1);
  const complete = progress[COMPLETE] ?? 0;
  // Ten parts fill the height; fewer stand at ease.
  const isTight = parts.length > 5;
  return (
    <>
      <header className="px-[calc(var(--u)*5)] pt-[calc(var(--u)*3.6)]">
        <h1
          dir="auto"
          className="text-(length:--question) leading-[1.1] font-[640] tracking-[-0.03em] wrap-words"
        >
          {activity.title}
        </h1>
      </header>
      <main className="flex min-h-0 flex-1 gap-[calc(var(--u)*5)] px-[calc(var(--u)*5)] pt-[calc(var(--u)*2.4)] pb-[calc(var(--u)*1)]">
        <div className="flex min-w-0 flex-1 flex-col justify-center">
          <ol
            className="flex flex-col gap-[calc(var(--u)*var(--apart))]"
            style={{ '--apart': isTight ? 0.7 : 2.6 } as CSSProperties}
          >
            {parts.map((part, index) => {
              const count = progress[part.id] ?? 0;
              return (
                <li key={part.id}>
                  <p
                    className="mb-[calc(var(--u)*0.5)] flex items-baseline gap-[0.5em] text-[calc(var(--u)*var(--size))] leading-[1.12] font-[530] tracking-[-0.015em]"
                    style={{ '--size': isTight ? 2 : 2.7 } as CSSProperties}
                  >
                    <span className="font-semibold text-muted-foreground">{formatCount(index + 1)}</span>
                    <span dir="auto" className="min-w-0 flex-1 truncate">
                      {part.title}
                    </span>
                    <span className="font-bold">{formatCount(count)}</span>
                  </p>
                  <div
                    aria-hidden="true"
                    style={{ height: `calc(var(--u) * ${isTight ? 0.7 : 1.5})` }}
                    className="overflow-hidden rounded-[calc(var(--u)*0.4)] bg-track"
                  >
                    <div
                      className="h-full rounded-[calc(var(--u)*0.4)] bg-primary transition-[width] duration-300"
                      style={{ width: `${Math.min(100, (100 * count) / room)}%` }}
                    />
                  </div>
                </li>
              );
            })}
          </ol>
          <p className="mt-[calc(var(--u)*1.8)] text-[calc(var(--u)*1.9)] text-muted-foreground">
            {m.screen_survey_text()}
          </p>
        </div>
        <div className="flex w-[calc(var(--u)*30)] shrink-0 flex-col justify-center text-center">
          <Seats rows={ROWS} filled={Math.round((SEATS * complete) / room)} fill="primary" />
          <p className="mt-[calc(var(--u)*1.2)] text-[calc(var(--u)*7.5)] leading-none font-bold tracking-[-0.04em]">
            {formatCount(complete)}
          </p>
          <p className="mt-[calc(var(--u)*0.7)] text-[calc(var(--u)*2.1)] font-medium text-muted-foreground">
            {m.screen_survey_of({ total: formatCount(room), parts: formatCount(parts.length) })}
          </p>
        </div>
      </main>
    </>
  );
}
