/** Writing a text, at the lower edge of the page: a field that grows, Enter sends. */
import type { OpenTextAnswer, OpenTextSettings } from '@plenum/protocol';
import { SendHorizontal } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, type RefObject, useId } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { Textarea } from '#/components/ui/textarea.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { useTyped } from '../../parts/use-typed.ts';
import type { OpenProps } from '../kind.ts';
import { cleanText, textProblem } from './texts-of.ts';

export interface TextFieldProps
  extends Pick<OpenProps<OpenTextSettings, OpenTextAnswer>, 'settings' | 'own' | 'draftKey'> {
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly onAdd: (text: string) => void;
}

export function TextField({ inputRef, onAdd, settings, own, draftKey }: TextFieldProps) {
  const id = useId();
  const texts = own.answer?.texts ?? [];
  const lost = own.attempted?.texts.find((text) => !texts.includes(text));
  const [typed, setTyped] = useTyped(draftKey, own.status === 'refused' ? lost : undefined);
  const problem = textProblem(typed, texts, settings.lengthMax);

  function send(event: FormEvent | KeyboardEvent) {
    event.preventDefault();
    inputRef.current?.focus();
    if (cleanText(typed) === '' || problem !== null) return;
    setTyped('');
    onAdd(cleanText(typed));
  }

  return (
    <form noValidate onSubmit={send}>
      <div className="flex flex-wrap items-end gap-2">
        <Textarea
          ref={inputRef}
          rows={1}
          dir="auto"
          aria-label={m.texts_label()}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
          autoComplete="off"
          enterKeyHint="send"
          placeholder={texts.length === 0 ? m.texts_example() : m.texts_example_more()}
          className="max-h-40 min-h-13 flex-1 basis-40 resize-none rounded-lg border-[1.5px] px-4 py-3 text-[1.0625rem] leading-6"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) send(event);
          }}
        />
        <Button
          type="submit"
          // Quiet while there is nothing to send and something was: in a survey the next part is the next step.
          variant={typed === '' && texts.length > 0 ? 'outline' : 'primary'}
          size="lg"
          aria-label={m.texts_send()}
          className="w-13 shrink-0 px-0"
        >
          <SendHorizontal aria-hidden="true" className="rtl:-scale-x-100" />
        </Button>
      </div>
      <p
        id={`${id}-note`}
        role={problem === null ? undefined : 'alert'}
        className={cn(
          'mt-2 text-sm',
          problem === null ? 'text-muted-foreground' : 'font-[520] text-destructive',
        )}
      >
        {problem ??
          m.texts_left({
            ...counted(settings.texts - texts.length),
            length: formatCount(settings.lengthMax),
          })}
      </p>
    </form>
  );
}
