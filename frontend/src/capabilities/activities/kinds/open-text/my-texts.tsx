/** My own texts on top: dashed while only I see them, each with what became of it. */
import { Check, CircleAlert, Clock3, EyeOff, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAnnounced } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { cn } from '#/lib/cn.ts';
import { useDelayed } from '#/lib/use-delayed.ts';
import * as m from '#/paraglide/messages.js';
import type { TextState } from './texts-of.ts';

export interface MyText {
  readonly text: string;
  readonly state: TextState;
}

/** @param onRemove  Absent: they can no longer be taken back. */
export function MyTexts({
  texts,
  onRemove,
}: {
  texts: readonly MyText[];
  onRemove?: ((text: string) => void) | undefined;
}) {
  if (texts.length === 0) return null;
  return (
    <ul aria-label={m.texts_mine()} className="flex flex-col gap-2.5">
      {texts.map((mine) => (
        <li
          key={mine.text}
          className={cn(
            'flex flex-wrap items-center gap-x-3 rounded-2xl border-[1.5px] py-3 ps-4 pe-2',
            mine.state === 'live' ? 'border-border bg-card' : 'border-dashed border-input',
          )}
        >
          <div className="min-w-0 flex-1 basis-40">
            <p dir="auto" className="text-start text-base wrap-words whitespace-pre-line">
              {mine.text}
            </p>
            <State state={mine.state} />
          </div>
          {onRemove !== undefined && (
            <Button
              variant="quiet"
              size="icon-tap"
              aria-label={m.texts_remove({ text: mine.text })}
              onClick={() => onRemove(mine.text)}
            >
              <Trash2 aria-hidden="true" />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

const STATES: Record<TextState, readonly [words: () => string, tone: string, icon: ReactNode] | null> = {
  before: null,
  'taken-back': null,
  saving: [m.texts_saving, '', <Clock3 key="saving" className="size-4" />],
  waiting: [m.texts_waiting, 'bg-warning text-card', <Clock3 key="waiting" className="size-3.5" />],
  refused: [m.texts_not_sent, 'bg-destructive text-card', <CircleAlert key="refused" className="size-3.5" />],
  saved: [m.texts_saved, 'bg-success text-card', <Check key="saved" className="size-3.5" strokeWidth={3} />],
  approved: [
    m.texts_saved,
    'bg-success text-card',
    <Check key="saved" className="size-3.5" strokeWidth={3} />,
  ],
  live: [m.texts_live, 'bg-success text-card', <Check key="live" className="size-3.5" strokeWidth={3} />],
  pending: [m.texts_in_review, 'bg-warning text-card', <Clock3 key="review" className="size-3.5" />],
  'not-counted': [m.texts_not_counted, 'bg-secondary', <Clock3 key="late" className="size-3.5" />],
  dismissed: [m.texts_set_aside, 'bg-secondary', <EyeOff key="aside" className="size-3.5" />],
};

function State({ state }: { state: TextState }) {
  // A quick network shows nothing; one that hangs is waiting.
  const isSeen = useDelayed(state === 'saving', 400);
  const isStuck = useDelayed(state === 'saving', 4_000);
  const shown = isStuck ? 'waiting' : state;
  const told = STATES[shown];
  useAnnounced(told === null || shown === 'saving' ? null : told[0]());
  if (told === null || (shown === 'saving' && !isSeen)) return <p className="min-h-7" />;
  const [words, tone, icon] = told;
  return (
    <p className="mt-1 flex min-h-7 items-center gap-2.5 text-sm leading-5">
      <span aria-hidden="true" className={cn('grid size-5 shrink-0 place-items-center rounded-full', tone)}>
        {icon}
      </span>
      {words()}
    </p>
  );
}
