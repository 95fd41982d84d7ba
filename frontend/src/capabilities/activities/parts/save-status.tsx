/** What happened to my tap: in words, with an icon, always in sight. The words are announced as they change. */

import { ApiError } from '@plenum/protocol/client';
import { Check, CircleAlert, CircleUserRound, Clock3, VenetianMask } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { useAnnounced } from '#/components/live-regions.tsx';
import { Rich } from '#/components/rich.tsx';
import { cn } from '#/lib/cn.ts';
import { useDelayed } from '#/lib/use-delayed.ts';
import type { OwnAnswerView } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';
import { oneTapPromiseOf, useAnswersSeenAs } from './promise.tsx';

export type SaveState = 'before' | 'saving' | 'saved' | 'taken-back' | 'waiting' | 'refused';

/** Pure. What is on its way without trouble counts as saving; `too-late` is told by the closed card. */
export function saveStateOf(own: Pick<OwnAnswerView, 'status' | 'why' | 'isTakenBack'>): SaveState {
  switch (own.status) {
    case 'waiting':
      return own.why === 'queued' ? 'saving' : 'waiting';
    case 'saving':
      return 'saving';
    case 'saved':
      return 'saved';
    case 'refused':
      return 'refused';
    default:
      return own.isTakenBack ? 'taken-back' : 'before';
  }
}

/** A quick network never shows "Saving…"; one that hangs is waiting, whatever the request thinks. */
const SAVING_AFTER_MS = 400;
const WAITING_AFTER_MS = 4_000;

/** @param saved  In place of "Tap another answer to change it". */
export function SaveStatus({ own, saved = m.saved.parts() }: { own: OwnAnswerView; saved?: Parts }) {
  const state = saveStateOf(own);
  const isSavingSeen = useDelayed(state === 'saving', SAVING_AFTER_MS);
  const isStuck = useDelayed(state === 'saving', WAITING_AFTER_MS);
  const shown = isStuck ? 'waiting' : state;
  const seenAs = useAnswersSeenAs();
  const parts = shown === 'saved' ? saved : messageOf(shown, own.code, oneTapPromiseOf(seenAs));
  useAnnounced(shown === 'before' || shown === 'saving' ? null : plain(parts));

  // The room for two lines is kept while nothing is said: what stands below must not jump.
  if (shown === 'saving' && !isSavingSeen) return <StatusLine />;
  return (
    <StatusLine tone={TONES[shown]} icon={shown === 'before' && seenAs !== 'anonymous' ? seen : ICONS[shown]}>
      <Rich parts={parts} />
    </StatusLine>
  );
}

/** Under answers of one tap. Seen without scrolling, also when the answers are longer than the phone. */
export function StatusBar({ own, mayAnswer }: { own: OwnAnswerView; mayAnswer: boolean }) {
  return (
    <StickyBar isHint={saveStateOf(own) === 'before'}>{mayAnswer && <SaveStatus own={own} />}</StickyBar>
  );
}

export interface StickyBarProps {
  /** It tells of nothing that happened: it waits at its own place, and covers no answer. */
  readonly isHint?: boolean;
  /** A line above it at rest too. */
  readonly isLined?: boolean;
  readonly children: ReactNode;
}

/** At the lower edge of the phone until its own place comes up. While answers pass below it, a line parts it from them. */
export function StickyBar({ isHint = false, isLined = false, children }: StickyBarProps) {
  const end = useRef<HTMLDivElement>(null);
  const [isAtRest, setIsAtRest] = useState(true);
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(([entry]) => setIsAtRest(entry?.isIntersecting !== false));
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <div
        className={cn(
          // Over the page's gutter.
          '-mx-[min(1.25rem,20px)] mt-1.5 border-t bg-background px-[min(1.25rem,20px)] py-1 pb-[max(0.25rem,env(safe-area-inset-bottom))]',
          isHint || 'sticky bottom-0',
          isLined || !(isAtRest || isHint) ? 'border-border' : 'border-transparent',
        )}
      >
        {children}
      </div>
      <div ref={end} />
    </>
  );
}

/** A message with bold in it: `m.saved.parts()`. */
export type Parts = ReturnType<typeof m.saved.parts>;

function messageOf(state: SaveState, code: string | null, before: string): Parts {
  switch (state) {
    case 'before':
      return [{ type: 'text', value: before }];
    case 'saving':
      return [{ type: 'text', value: m.saving() }];
    case 'saved':
      return m.saved.parts();
    case 'taken-back':
      return m.taken_back.parts();
    case 'waiting':
      return m.waiting_to_send.parts();
    case 'refused':
      return m.not_saved.parts({ reason: sentenceOf(new ApiError(0, code ?? '')) });
  }
}

export function plain(parts: Parts): string {
  return parts.map((part) => (part.type === 'text' ? part.value : '')).join('');
}

type Tone = 'quiet' | 'success' | 'warning' | 'destructive';

const TONES: Record<SaveState, Tone> = {
  before: 'quiet',
  saving: 'quiet',
  saved: 'success',
  'taken-back': 'success',
  waiting: 'warning',
  refused: 'destructive',
};

/** Before answering, where hosts see who answers. */
const seen = <CircleUserRound aria-hidden="true" className="size-4.75" />;

const ICONS: Record<SaveState, ReactNode> = {
  before: <VenetianMask aria-hidden="true" className="size-4.75" />,
  saving: <Clock3 aria-hidden="true" className="size-4.75" />,
  saved: <Check aria-hidden="true" className="size-3.75" strokeWidth={3} />,
  'taken-back': <Check aria-hidden="true" className="size-3.75" strokeWidth={3} />,
  waiting: <Clock3 aria-hidden="true" className="size-3.75" strokeWidth={3} />,
  refused: <CircleAlert aria-hidden="true" className="size-3.75" strokeWidth={3} />,
};

const DISCS: Record<Tone, string> = {
  quiet: 'text-muted-foreground',
  success: 'rounded-full bg-success text-card',
  warning: 'rounded-full bg-warning text-card',
  destructive: 'rounded-full bg-destructive text-card',
};

export function StatusLine({
  tone = 'quiet',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <p
      data-slot="save-status"
      className={cn(
        'flex min-h-11 items-center gap-2.5 text-[0.9375rem] leading-5',
        tone === 'quiet' && 'text-muted-foreground',
      )}
    >
      {icon !== undefined && (
        <span className={cn('grid size-6 shrink-0 place-items-center', DISCS[tone])}>{icon}</span>
      )}
      <span className="min-w-0">{children}</span>
    </p>
  );
}
