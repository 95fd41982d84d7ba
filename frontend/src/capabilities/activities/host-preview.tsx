/** How the question looks on a phone: the attendee's own answers, at the size of a small phone, for looking only. */
import { VenetianMask } from 'lucide-react';
import { Mark } from '#/components/logo.tsx';
import { Badge, BadgeDot } from '#/components/ui/badge.tsx';
import * as m from '#/paraglide/messages.js';
import { AnswerOption } from './answer-option.tsx';
import { type Draft, writtenOptions } from './host-draft.ts';
import { optionKey } from './options.ts';

export function PhonePreview({ draft, eventTitle }: { draft: Draft; eventTitle: string }) {
  const options = writtenOptions(draft);
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
          <div className="mb-2.5 flex items-center gap-2 text-sm font-medium text-muted-foreground">
            <Badge variant="live">
              <BadgeDot />
              {m.state_open()}
            </Badge>
            {m.choose_one()}
          </div>
          <p dir="auto" className="mt-1 mb-5 text-3xl text-balance wrap-words">
            {draft.title.trim() === '' ? (
              <span className="text-muted-foreground">{m.host_question_example()}</span>
            ) : (
              draft.title
            )}
          </p>
          <div className="flex flex-col gap-2.5">
            {options.map(({ id, label }, index) => (
              <AnswerOption
                key={id}
                optionKey={optionKey(index)}
                label={label}
                isChosen={false}
                onChoose={() => {}}
              />
            ))}
          </div>
          <p className="mt-4 flex items-center gap-2.5 text-[0.9375rem] text-muted-foreground">
            <VenetianMask className="size-4.75" />
            {m.host_preview_anonymous()}
          </p>
        </div>
      </div>
    </div>
  );
}
