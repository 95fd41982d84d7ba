/**
 * One activity on the projector. Open: the question, what one may answer, how many have. Shown: the result. Its kind draws
 * both; nothing here hints at a hidden result.
 */
import type { ActivityEntity, ImageRef, ResultEntity } from '@plenum/protocol';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import { Countdown } from '#/components/countdown.tsx';
import { Seats, seatPlan } from '#/components/seats.tsx';
import { useFittingZoom } from '#/lib/fitting-zoom.ts';
import { counted, formatCount } from '#/lib/format.ts';
import { usePageTurn } from '#/lib/use-page-turn.ts';
import { useLiveEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { KindBoundary } from './kind-boundary.tsx';
import type { ScreenKind } from './kinds/kind.ts';
import { loadedPart, type Part, usePart } from './kinds/part.ts';
import { screenPartOf } from './kinds/screen.ts';
import { ImageView } from './parts/image-view.tsx';
import { pairsOf } from './parts/paired-bars.ts';
import { pairsFoot, pairsList, ScreenPairs } from './parts/paired-bars-screen.tsx';
import { comparable, useFirstRound } from './parts/rounds.tsx';
import { ScreenNote } from './screen-note.tsx';
import { screenLayout } from './screen-pages.ts';

const ROWS = 5;
const SEATS = seatPlan(ROWS).length;

/** Stands for a kind that this page does not know, or whose code has not come: question and count go on. */
const bare: ScreenKind = { list: () => ({ texts: [] }), Open: () => null, Result: () => null };
const barePart = loadedPart(bare);

export interface ScreenActivityProps {
  readonly activityId: string;
  readonly activity: ActivityEntity;
  /** `undefined` while the room may not see it. */
  readonly result: ResultEntity | undefined;
  readonly answered: number;
  readonly joined: number;
  readonly zoom: number;
  /** Seats filled by the share that answered. */
  readonly seatsFilled: (seats: number) => number;
  /** The page's own, with what is to be said there. */
  readonly foot: (note: ReactNode) => ReactNode;
}

export function ScreenActivity(props: ScreenActivityProps) {
  const without = <Drawn {...props} part={barePart} />;
  return (
    <KindBoundary coming={without} failed={without}>
      <Drawn {...props} part={screenPartOf(props.activity.kind) ?? barePart} />
    </KindBoundary>
  );
}

function Drawn({
  part,
  activityId,
  activity,
  result,
  answered,
  joined,
  zoom,
  seatsFilled,
  foot,
}: ScreenActivityProps & { part: Part<ScreenKind> }) {
  const kind = usePart(part);
  // Nothing counted is no chart: what can be answered stands until somebody does.
  const shown = result !== undefined && result.responses > 0 ? result : undefined;
  const { settings } = activity;
  const compared = comparable(activity, useFirstRound(activity));
  const pairs =
    compared === null || shown === undefined
      ? null
      : pairsOf(compared.choices, settings, compared.before, shown);
  const feed = useLiveEvent((state) => state);
  const { texts, perPage, beside } =
    pairs === null
      ? kind.list(activity, settings, shown, { feed, activityId, part: '' })
      : pairsList(pairs, activity.title);
  const body = useRef<HTMLDivElement>(null);
  const fitting = useFittingZoom(body, zoom, `${shown === undefined} ${activity.state} ${activity.title}`);
  const layout = screenLayout(
    { question: activity.title, options: texts, perPage, beside, hasAside: activity.image !== undefined },
    shown === undefined ? 'open' : 'results',
    fitting,
    zoom,
  );
  const page = usePageTurn(layout.pages.length);
  const drawn = { activityId, activity, settings, indexes: layout.pages[page] ?? [] };
  const told = { ...drawn, feed, answered, joined, result: shown };
  const heading = pairs === null ? (kind.heading?.(told) ?? null) : null;
  const said = pairs !== null && compared !== null ? pairsFoot(compared.before, shown) : kind.foot?.(told);
  const note = (
    <ScreenNote
      {...{ activity, result, answered, joined }}
      said={said ?? null}
      page={
        layout.pages.length < 2 || heading !== null ? null : { indexes: drawn.indexes, total: texts.length }
      }
    />
  );
  const style = {
    // Less than the frame's where that would cut something.
    '--u': `calc(min(1vw, 1.778vh) * ${layout.zoom})`,
    '--question': `calc(var(--u) * ${heading?.size ?? layout.questionSize})`,
    '--option': `calc(var(--u) * ${layout.optionSize})`,
    '--pad': `calc(var(--u) * ${layout.density.pad})`,
    '--gap': `calc(var(--u) * ${layout.density.gap})`,
    '--bar': `calc(var(--u) * ${layout.density.bar})`,
  } as CSSProperties;

  if (shown === undefined && kind.OpenPage !== undefined) {
    return (
      <>
        <div
          ref={body}
          style={style}
          className="flex min-h-0 flex-1 flex-col data-fitting:**:transition-none!"
        >
          <kind.OpenPage {...drawn} {...{ answered, joined }} />
        </div>
        {foot(note)}
      </>
    );
  }
  return (
    <>
      <div ref={body} style={style} className="flex min-h-0 flex-1 flex-col data-fitting:**:transition-none!">
        <header className="relative px-[calc(var(--u)*5)] pt-[calc(var(--u)*3.6)]">
          {heading !== null && (
            // In the margin: it takes no room from what is below.
            <p className="absolute inset-x-[calc(var(--u)*5)] top-[calc(var(--u)*1.1)] truncate text-[calc(var(--u)*1.9)] leading-[1.3] font-medium text-muted-foreground">
              {heading.above}
            </p>
          )}
          <h1
            dir="auto"
            className="text-(length:--question) leading-[1.1] font-[640] tracking-[-0.03em] wrap-words"
          >
            {heading?.title ?? activity.title}
          </h1>
        </header>
        <main className="flex min-h-0 flex-1 gap-[calc(var(--u)*5)] px-[calc(var(--u)*5)] pt-[calc(var(--u)*2.4)] pb-[calc(var(--u)*1)]">
          {shown === undefined ? (
            <>
              <div className="flex min-w-0 flex-1 flex-col">
                <kind.Open {...drawn} />
              </div>
              <Answered {...{ activity, answered, joined, seatsFilled }} />
            </>
          ) : pairs !== null && compared !== null ? (
            <ScreenPairs
              pairs={pairs}
              indexes={drawn.indexes}
              rightIds={compared.choices.chosen(activity.correct)}
            />
          ) : (
            <kind.Result {...drawn} result={shown} />
          )}
          {shown !== undefined && activity.image !== undefined && (
            <div className="flex w-[calc(var(--u)*30)] shrink-0 flex-col justify-center">
              <Picture image={activity.image} />
            </div>
          )}
        </main>
      </div>
      {foot(note)}
    </>
  );
}

function Answered({
  activity,
  answered,
  joined,
  seatsFilled,
}: Pick<ScreenActivityProps, 'activity' | 'answered' | 'joined' | 'seatsFilled'>) {
  const isOpen = activity.state === 'open';
  return (
    <div className="flex min-h-0 w-[calc(var(--u)*30)] shrink-0 flex-col justify-center text-center">
      {activity.image === undefined ? (
        <Seats rows={ROWS} filled={seatsFilled(SEATS)} fill="primary" />
      ) : (
        <Picture image={activity.image} />
      )}
      <p className="mt-[calc(var(--u)*1.2)] text-[calc(var(--u)*7.5)] leading-none font-bold tracking-[-0.04em]">
        {formatCount(answered)}
      </p>
      <p className="mt-[calc(var(--u)*0.7)] text-[calc(var(--u)*2.1)] font-medium text-muted-foreground">
        {isOpen && joined > 0
          ? m.screen_of_answered({ total: formatCount(Math.max(joined, answered)) })
          : m.screen_answers_word(counted(answered))}
      </p>
      {isOpen && activity.closesAt !== null && (
        <Countdown
          endsAt={activity.closesAt}
          className="mt-[calc(var(--u)*1.4)] text-[calc(var(--u)*3.4)] font-bold [&_svg]:size-[0.8em]"
        />
      )}
    </div>
  );
}

/** The question's, in the place of the seats. */
function Picture({ image }: { image: ImageRef }) {
  return (
    <div className="min-h-0 w-full shrink" style={{ aspectRatio: `${image.width} / ${image.height}` }}>
      <ImageView image={image} isEager className="size-full rounded-[calc(var(--u)*1.2)]" />
    </div>
  );
}
