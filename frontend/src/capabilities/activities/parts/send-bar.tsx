/**
 * Under answers that are sent with a button: what is chosen or missing, and Send. Nothing is saved before; once it is,
 * "Saved" stands in its place, and any change brings the button back.
 */
import { Pencil } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useAnnounced } from '#/components/live-regions.tsx';
import { Rich } from '#/components/rich.tsx';
import { Button } from '#/components/ui/button.tsx';
import type { OwnAnswerView } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';
import { promiseOf, useAnswersSeenAs } from './promise.tsx';
import { type Parts, plain, SaveStatus, StatusLine, StickyBar } from './save-status.tsx';

export interface SendBarProps {
  readonly own: OwnAnswerView;
  readonly mayAnswer: boolean;
  /** Of `useLocalAnswer`. */
  readonly isChanged: boolean;
  /** With its object and number: "Send my 2 answers". */
  readonly label: string;
  readonly onSend: () => void;
  /** What is still missing, as a sentence: "You can send when all 100 are shared."; `null` = it can be sent. */
  readonly missing: string | null;
  /** "2 of 3 chosen" */
  readonly counter?: string | undefined;
  /** After saving, in place of "Tap an answer to change it". */
  readonly saved?: Parts | undefined;
  /** Under "Saved": "3 of 3 chosen. Tap one to free a place." */
  readonly note?: ReactNode;
}

export function SendBar({
  own,
  mayAnswer,
  isChanged,
  label,
  onSend,
  missing,
  counter,
  saved = m.saved_change.parts(),
  note,
}: SendBarProps) {
  const id = useId();
  const promise = promiseOf(useAnswersSeenAs());
  const status = useRef<HTMLDivElement>(null);
  const isSent = useRef(false);
  const hasEarlier = own.answer !== null;
  const isResting = !isChanged && (hasEarlier || own.isTakenBack || own.status === 'refused');
  const isUnsentChange = isChanged && hasEarlier;
  useAnnounced(isUnsentChange ? plain(m.not_sent_yet.parts()) : null);

  // The pressed button goes: what became of the answer is read next.
  useEffect(() => {
    if (!isSent.current || !isResting) return;
    isSent.current = false;
    status.current?.focus({ preventScroll: true });
  });

  if (!mayAnswer) return null;
  const showsButton = isChanged || !hasEarlier;
  return (
    <StickyBar>
      <div id={id} ref={status} tabIndex={-1}>
        {isResting || own.status === 'refused' ? (
          <>
            <SaveStatus own={own} saved={saved} />
            {note !== undefined && hasEarlier && (
              <p className="ms-8.5 pb-1 text-sm text-muted-foreground">{note}</p>
            )}
          </>
        ) : isUnsentChange && missing === null ? (
          <StatusLine
            tone="warning"
            icon={<Pencil aria-hidden="true" className="size-3.5" strokeWidth={2.6} />}
          >
            <Rich parts={m.not_sent_yet.parts()} />
          </StatusLine>
        ) : (
          <p className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 text-[0.9375rem] leading-5 text-muted-foreground">
            {counter !== undefined && (
              <span className="min-w-0 font-semibold wrap-words text-foreground">{counter}</span>
            )}
            <span>{missing ?? promise}</span>
          </p>
        )}
      </div>
      {showsButton && (
        <Button
          variant="primary"
          size="lg"
          className="mb-1 w-full"
          disabled={missing !== null}
          aria-describedby={id}
          onClick={() => {
            isSent.current = true;
            onSend();
          }}
        >
          {isUnsentChange ? m.send_change() : label}
        </Button>
      )}
    </StickyBar>
  );
}
