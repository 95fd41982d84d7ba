/** How the question looks on a phone: the attendee's own answers, at the size of a small phone, for looking only. */
import type { ActivityEntity } from '@plenum/protocol';
import { useId } from 'react';
import { Mark } from '#/components/logo.tsx';
import { Badge, BadgeDot } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import type { Draft } from './host-draft.ts';
import { KindBoundary } from './kind-boundary.tsx';
import { kindOf } from './kinds/index.ts';
import type { AttendeeKind, DraftRules, OwnAnswerOf } from './kinds/kind.ts';
import { type Part, usePart } from './kinds/part.ts';
import { QuestionImage } from './parts/image-lazy.tsx';

export interface PhonePreviewProps {
  readonly draft: Draft;
  readonly rules: DraftRules;
  readonly eventTitle: string;
}

export function PhonePreview({ draft, rules, eventTitle }: PhonePreviewProps) {
  const part = kindOf(draft.kind)?.attendee;
  return (
    // A picture of a page: nothing in it can be reached or pressed.
    <div
      inert
      aria-hidden="true"
      className="relative h-150 w-71.5 overflow-hidden rounded-[34px] border-8 border-foreground bg-background"
    >
      <div className="flex h-211 w-97.5 origin-top-left scale-[.6923] flex-col rtl:origin-top-right">
        <div className="flex h-16 shrink-0 items-center gap-2.5 px-5 pt-2">
          <Mark height={22} />
          <span dir="auto" className="truncate text-[0.9375rem] font-[560]">
            {eventTitle}
          </span>
        </div>
        <div className="min-h-0 flex-1 overflow-hidden px-5 pt-3">
          {part !== undefined && (
            <KindBoundary coming={null} failed={null}>
              <Question part={part} draft={draft} settings={rules.settingsOf(draft.own)} />
            </KindBoundary>
          )}
        </div>
      </div>
    </div>
  );
}

function Question({ part, draft, settings }: { part: Part<AttendeeKind>; draft: Draft; settings: unknown }) {
  const kind = usePart(part);
  const titleId = useId();
  return (
    <>
      <div className="mb-2.5 flex items-center gap-2 text-sm font-medium text-muted-foreground">
        <Badge variant="live">
          <BadgeDot />
          {m.state_open()}
        </Badge>
        {kind.hint(settings)}
      </div>
      <p
        id={titleId}
        dir="auto"
        className={cn(
          'mt-1 mb-5 text-balance wrap-words',
          kind.asksItself ? 'text-lg font-medium text-muted-foreground' : 'text-3xl',
        )}
      >
        {draft.title.trim() === '' ? (
          <span className="text-muted-foreground">{m.host_question_example()}</span>
        ) : (
          draft.title
        )}
      </p>
      {draft.image !== undefined && <QuestionImage image={draft.image} />}
      <kind.Open
        activityId=""
        activity={asOpen(draft, settings)}
        settings={settings}
        own={nothing}
        draftKey="preview"
        respond={() => {}}
        takeBack={() => {}}
        mayAnswer
        titleId={titleId}
        result={undefined}
      />
    </>
  );
}

function asOpen({ kind, title, image, resultVisibility }: Draft, settings: unknown): ActivityEntity {
  return {
    kind,
    title,
    ...(image && { image }),
    settings,
    resultVisibility,
    state: 'open',
    position: 0,
    opensAt: null,
    closesAt: null,
    closedAt: null,
    revealed: false,
  } as ActivityEntity;
}

/** Nobody answered yet. */
const nothing: OwnAnswerOf<unknown> = {
  answer: null,
  status: 'none',
  why: null,
  code: null,
  isInFeed: false,
  attempted: null,
  attemptedAt: null,
  isTakenBack: false,
  resultKey: null,
};
