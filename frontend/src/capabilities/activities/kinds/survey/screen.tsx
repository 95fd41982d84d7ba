/** Survey on the projector: how far the room is, never what it says; once shown, one part after the other. */
import type { ActivityEntity, ResultEntity, SurveyPart, SurveySettings } from '@plenum/protocol';
import type { CSSProperties, ReactNode } from 'react';
import { Rich } from '#/components/rich.tsx';
import { Seats, seatPlan } from '#/components/seats.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useEntity, useLiveEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { PartOfSurvey } from '../../parts/part-of-survey.ts';
import { PageNote } from '../../screen-note.tsx';
import { linesOf, perPageOf, roomUnder, screenLayout } from '../../screen-pages.ts';
import type {
  FootProps,
  OpenPageProps,
  ScreenHeading,
  ScreenKind,
  ScreenProps,
  ScreenRoom,
} from '../kind.ts';
import { screenPartOf } from '../screen.ts';
import { COMPLETE, PART_KINDS, partActivity, partResult } from './parts-of.ts';

const screen: ScreenKind<SurveySettings> = { list, heading, foot, Open: () => null, OpenPage, Result };

/** With all that may be a part: how many pages there are cannot wait. */
export async function loadScreen(): Promise<ScreenKind<SurveySettings>> {
  await Promise.all(PART_KINDS.map((kind) => screenPartOf(kind)?.load()));
  return screen;
}

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
    const { texts, perPage, beside } = kind.list(partActivity(activity, part), part.settings, own, {
      ...room,
      part: part.id,
    });
    const layout = screenLayout({ question: part.title, options: texts, perPage, beside }, 'results');
    return layout.pages.map((indexes) => ({ part, place, layout, indexes }));
  });
}

function list(
  activity: ActivityEntity,
  settings: SurveySettings,
  result: ResultEntity | undefined,
  room: ScreenRoom,
) {
  const { parts } = settings;
  if (result === undefined)
    return { texts: parts.map(({ title }) => title), perPage: openPerPage(settings, activity.title) };
  return { texts: pagesOf(activity, settings, result, room).map(({ part }) => part.title), perPage: 1 };
}

type Shown = FootProps<SurveySettings>;

function pageOf({
  activityId,
  activity,
  settings,
  indexes,
  feed,
  result,
}: Omit<Shown, 'answered' | 'joined'>) {
  if (result === undefined) return null;
  return pagesOf(activity, settings, result, { feed, activityId, part: '' })[indexes[0] ?? 0] ?? null;
}

/** The part is the question; the survey's own title stands small above it. */
function heading(props: Shown): ScreenHeading | null {
  const page = pageOf(props);
  if (page === null) return null;
  const place = { place: formatCount(page.place + 1), total: formatCount(props.settings.parts.length) };
  return {
    title: page.part.title,
    size: page.layout.questionSize,
    above: (
      <>
        <Rich parts={m.screen_page_one.parts(place)} /> · <bdi>{props.activity.title}</bdi>
      </>
    ),
  };
}

/** Of the part that is shown: not everybody answered each. */
function foot(props: Shown): ReactNode {
  const page = pageOf(props);
  if (page === null || props.result === undefined) return null;
  const { part, indexes, layout } = page;
  const result = partResult(props.result, part.id);
  const own = {
    ...props,
    activity: partActivity(props.activity, part),
    settings: part.settings,
    indexes,
    result,
  };
  const total = layout.pages.flat().length;
  return (
    <>
      {layout.pages.length > 1 && (
        <>
          <PageNote indexes={indexes} total={total} />
          {' · '}
        </>
      )}
      {screenPartOf(part.kind)?.arrived?.foot?.(own) || (
        <Rich parts={m.screen_answers.parts(counted(result.responses))} />
      )}
    </>
  );
}

function Result({ ...props }: ScreenProps<SurveySettings> & { result: ResultEntity }) {
  const feed = useLiveEvent((state) => state);
  const page = pageOf({ ...props, feed });
  const kind = page && screenPartOf(page.part.kind)?.arrived;
  if (page === null || kind === null || kind === undefined) return null;
  const { part, layout, indexes } = page;
  const sizes = {
    '--option': `calc(var(--u) * ${layout.optionSize})`,
    '--pad': `calc(var(--u) * ${layout.density.pad})`,
    '--gap': `calc(var(--u) * ${layout.density.gap})`,
    '--bar': `calc(var(--u) * ${layout.density.bar})`,
  } as CSSProperties;
  return (
    <div style={sizes} className="flex min-h-0 min-w-0 flex-1 gap-[calc(var(--u)*5)]">
      <PartOfSurvey value={part.id}>
        <kind.Result
          key={part.id}
          activityId={props.activityId}
          activity={partActivity(props.activity, part)}
          settings={part.settings}
          indexes={indexes}
          result={partResult(props.result, part.id)}
        />
      </PartOfSurvey>
    </div>
  );
}

/** Ten parts fill the height; fewer stand at ease. */
const TIGHT_FROM = 6;
/** Beside the seats and the count, and around a title: its bar and the air. */
const PART_WIDTH_U = 49;
const PART_AROUND_U = { tight: 2.1, atEase: 4.6 };
const PART_SIZES_U = { tight: 2, atEase: 2.7 };
/** The sentence below them. */
const TEXT_U = 4;

function openShape({ parts }: SurveySettings) {
  return parts.length >= TIGHT_FROM ||
    parts.some(({ title }) => linesOf(title, PART_SIZES_U.atEase, PART_WIDTH_U) > 2)
    ? 'tight'
    : 'atEase';
}

/** As many as fit, whichever they are. */
export function openPerPage(settings: SurveySettings, question: string): number {
  const shape = openShape(settings);
  const size = PART_SIZES_U[shape];
  const heights = settings.parts.map(
    ({ title }) => linesOf(title, size, PART_WIDTH_U) * size * 1.12 + PART_AROUND_U[shape],
  );
  return perPageOf(heights, roomUnder(question) - TEXT_U, heights.length);
}

/** Bars are progress and may grow; in the host's order, out of those who joined. */
function OpenPage({
  activityId,
  activity,
  settings,
  indexes,
  joined,
  answered,
}: OpenPageProps<SurveySettings>) {
  const progress = useEntity('turnout', activityId)?.progress ?? {};
  const room = Math.max(joined, answered, 1);
  const complete = progress[COMPLETE] ?? 0;
  const { parts } = settings;
  const isTight = openShape(settings) === 'tight';
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
            {indexes.map((index) => {
              const part = parts[index];
              if (part === undefined) return null;
              const count = progress[part.id] ?? 0;
              return (
                <li key={part.id}>
                  <p
                    className="mb-[calc(var(--u)*0.5)] flex items-baseline gap-[0.5em] text-[calc(var(--u)*var(--size))] leading-[1.12] font-[530] tracking-[-0.015em]"
                    style={{ '--size': isTight ? 2 : 2.7 } as CSSProperties}
                  >
                    <span className="font-semibold text-muted-foreground">{formatCount(index + 1)}</span>
                    <span dir="auto" className="min-w-0 flex-1 wrap-words">
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
