/** What the room wrote, with upvotes: the best or the newest first, twenty at a time. */
import type { OpenTextSettings } from '@plenum/protocol';
import type { FeedState } from '@plenum/protocol/client';
import { useState } from 'react';
import { Badge } from '#/components/ui/badge.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Card } from '#/components/ui/card.tsx';
import { UpvoteButton } from '#/components/upvote-button.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount, formatDuration } from '#/lib/format.ts';
import { useEvent } from '#/live/use-feed.ts';
import { useServerNow } from '#/live/use-server-now.ts';
import { useUpvote } from '#/live/use-upvote.ts';
import * as m from '#/paraglide/messages.js';
import type { AttendeeProps } from '../kind.ts';
import type { Order, Text } from './texts-of.ts';
import { type RoomTexts as Room, useOrdered } from './use-texts.ts';

const PAGE = 20;
/** Ages are in minutes: no need to look more often. */
const AGE_TICK_MS = 30_000;

export interface RoomTextsProps extends Pick<AttendeeProps<OpenTextSettings>, 'activityId' | 'settings'> {
  readonly room: Room;
  /** Cannot be upvoted by whoever wrote them. */
  readonly mineIds: readonly string[];
}

export function RoomTexts({ activityId, settings, room, mineIds }: RoomTextsProps) {
  const { ordered, order, sort } = useOrdered(room);
  const [shownMax, setShownMax] = useState(PAGE);
  const now = useServerNow(AGE_TICK_MS);
  const isLive = useEvent()?.status === 'live';
  const rest = Math.min(PAGE, ordered.length - shownMax);
  return (
    <section className="mt-5 first:mt-0">
      <div className="mb-2.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="flex-1 basis-32 text-base font-[620]">{m.texts_room()}</h2>
        {ordered.length > 1 && settings.upvotes && <Sort order={order} onSort={sort} />}
        <span className="text-sm text-muted-foreground">
          {m.texts_shown({ count: formatCount(ordered.length) })}
        </span>
      </div>
      <ul className="flex flex-col gap-2.5">
        {ordered.slice(0, shownMax).map((text) => (
          <TextCard
            key={text.id}
            text={text}
            age={now - text.createdAt}
            note={mineIds.includes(text.id) ? <Badge variant="live">{m.texts_yours()}</Badge> : null}
          >
            {settings.upvotes && (
              <Votes
                activityId={activityId}
                entryId={text.id}
                feed={room.feed}
                mayVote={isLive && !mineIds.includes(text.id)}
              />
            )}
          </TextCard>
        ))}
      </ul>
      {rest > 0 && (
        <Button size="tap" className="mt-3 w-full" onClick={() => setShownMax(shownMax + PAGE)}>
          {m.texts_more({ count: formatCount(rest) })}
        </Button>
      )}
    </section>
  );
}

function TextCard({
  text,
  age,
  note,
  children,
}: {
  text: Text;
  age: number;
  note: React.ReactNode;
  children: React.ReactNode;
}) {
  const time = age < 60_000 ? m.texts_just_now() : formatDuration(age);
  return (
    <li>
      <Card className="flex flex-wrap items-start gap-3.5 py-3.5 ps-4 pe-3.5">
        {/* In large text the votes go below the words instead of squeezing them. */}
        <div className="min-w-0 flex-1 basis-40">
          <p dir="auto" className="text-start text-base wrap-words whitespace-pre-line">
            {text.text}
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted-foreground">
            <span>{m.texts_by({ author: text.author ?? m.texts_anonymous(), time })}</span>
            {note}
          </p>
        </div>
        {children}
      </Card>
    </li>
  );
}

function Votes({
  activityId,
  entryId,
  feed,
  mayVote,
}: {
  activityId: string;
  entryId: string;
  feed: FeedState;
  mayVote: boolean;
}) {
  const { isUpvoted, score, toggle } = useUpvote(activityId, entryId, feed);
  if (mayVote) return <UpvoteButton isUpvoted={isUpvoted} score={score} onToggle={toggle} />;
  return (
    <span className="min-w-13 py-1 text-center text-sm leading-5 text-muted-foreground">
      {m.upvotes_count(counted(score))}
    </span>
  );
}

const ORDERS: readonly [Order, () => string][] = [
  ['top', m.texts_top],
  ['newest', m.texts_newest],
];

function Sort({ order, onSort }: { order: Order; onSort: (order: Order) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons, no form.
    <span role="group" aria-label={m.texts_sort()} className="flex">
      {ORDERS.map(([value, label]) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === order}
          onClick={() => onSort(value)}
          className={cn(
            'min-h-11 rounded-md px-3 text-sm font-[560]',
            value === order ? 'text-foreground underline underline-offset-4' : 'text-muted-foreground',
          )}
        >
          {label()}
        </button>
      ))}
    </span>
  );
}
