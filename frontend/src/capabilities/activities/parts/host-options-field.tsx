/**
 * Short texts written one under the other: the options of a choice, statements, words of a scale. Enter adds, buttons move
 * and remove, a list can be pasted.
 */
import { ArrowDown, ArrowUp, Check, ClipboardPaste, Info, Plus, X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '#/components/ui/dialog.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Kbd } from '#/components/ui/kbd.tsx';
import { Textarea } from '#/components/ui/textarea.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { Locked } from '../kinds/kind.ts';
import {
  type DraftOption,
  movedOption,
  OPTION_MAX,
  OPTIONS_MAX,
  OPTIONS_MIN,
  optionId,
  pastedOptions,
  withPasted,
} from './host-option-drafts.ts';
import { type OptionImages, useOptionImages } from './host-option-images.tsx';
import { optionKey } from './options.ts';

export interface OptionsFieldProps {
  readonly options: readonly DraftOption[];
  readonly onChange: (options: readonly DraftOption[]) => void;
  readonly locked: Locked;
  /** "Options", "Add option", "Option B" unless told. */
  readonly heading?: string;
  readonly addLabel?: string;
  readonly words?: RowWords;
  /** How many can be, and how many must. */
  readonly max?: number;
  readonly min?: number;
  /** Of one text. */
  readonly textMax?: number;
  /** Below them all. */
  readonly note?: string;
  /** The order is part of what people answered. */
  readonly isOrderFixed?: boolean;
  /** `false`: the form says itself what is fixed. */
  readonly saysFixed?: boolean;
  /** Behind the words of each: whether it is right. */
  readonly beside?: (option: DraftOption, index: number) => ReactNode;
  /** Outlined with a tick, as what is right. */
  readonly markedIds?: readonly string[];
  /** At the heading's other end. */
  readonly aside?: ReactNode;
  /** Each may have a picture. */
  readonly mayHaveImages?: boolean;
}

/** How the rows are called. `name`: "Option B", `key`: "B". */
export interface RowWords {
  key(index: number): string;
  name(key: string): string;
  up(key: string): string;
  down(key: string): string;
  remove(key: string): string;
}

const OPTION_WORDS: RowWords = {
  key: optionKey,
  name: (letter) => m.host_option_label({ letter }),
  up: (letter) => m.host_option_up({ letter }),
  down: (letter) => m.host_option_down({ letter }),
  remove: (letter) => m.host_option_remove({ letter }),
};

export function OptionsField({ mayHaveImages = false, ...props }: OptionsFieldProps) {
  return mayHaveImages ? <WithImages {...props} /> : <Rows {...props} />;
}

function WithImages(props: OptionsFieldProps) {
  return <Rows {...props} images={useOptionImages({ ...props, max: props.max ?? OPTIONS_MAX })} />;
}

function Rows({
  options,
  onChange: set,
  locked,
  heading = m.host_options(),
  addLabel = m.host_add_option(),
  words = OPTION_WORDS,
  max = OPTIONS_MAX,
  min = OPTIONS_MIN,
  textMax = OPTION_MAX,
  note,
  isOrderFixed = locked === 'closed',
  saysFixed = true,
  beside,
  markedIds = [],
  aside,
  images,
}: OptionsFieldProps & { images?: OptionImages }) {
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  // Pasted texts are cut to what an option may be.
  const mayPaste = locked === 'no' && textMax === OPTION_MAX;
  const focus = (index: number) =>
    // After the new row is drawn.
    requestAnimationFrame(() =>
      list.current?.querySelectorAll<HTMLElement>('[data-slot=input]')[index]?.focus(),
    );

  const add = (at: number) => {
    if (options.length >= max) return;
    set([...options.slice(0, at), { id: optionId(), label: '' }, ...options.slice(at)]);
    focus(at);
  };
  const remove = (index: number) => {
    set(options.filter((_, other) => other !== index));
    focus(Math.max(0, index - 1));
  };
  const move = (index: number, by: -1 | 1) => {
    set(movedOption(options, index, by));
    announce(
      m.host_option_moved({
        option: options[index]?.label ?? '',
        place: formatCount(index + by + 1),
        total: formatCount(options.length),
      }),
    );
  };
  const press = (event: KeyboardEvent, index: number) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      const below = options[index + 1];
      // An empty row below is the next one to write; a second empty row helps nobody.
      if (locked !== 'no' || below?.label === '') focus(index + 1);
      else add(index + 1);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && !isOrderFixed) {
      event.preventDefault();
      const by = event.key === 'ArrowUp' ? -1 : 1;
      move(index, by);
      focus(Math.min(options.length - 1, Math.max(0, index + by)));
    } else if (
      event.key === 'Backspace' &&
      options[index]?.label === '' &&
      options.length > min &&
      locked === 'no'
    ) {
      event.preventDefault();
      remove(index);
    }
  };
  const paste = (event: ClipboardEvent, index: number) => {
    const labels = pastedOptions(event.clipboardData.getData('text/plain'));
    if (labels.length < 2 || !mayPaste) return;
    event.preventDefault();
    const before = options.slice(0, index);
    const after = options.slice(index + 1);
    const own = options[index]?.label === '' ? [] : options.slice(index, index + 1);
    set([...before, ...withPasted(own, labels), ...after].slice(0, max));
    announce(m.host_pasted(counted(labels.length)));
  };

  return (
    <fieldset aria-describedby={note === undefined ? undefined : `${id}-note`}>
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
        <legend className="float-start text-sm font-[560]">{heading}</legend>
        <span className="flex flex-wrap items-center justify-end gap-2">
          {mayPaste && <PasteList onPaste={(labels) => set(withPasted(options, labels).slice(0, max))} />}
          {images?.toggle}
          {aside}
        </span>
      </div>
      {locked !== 'no' && saysFixed && (
        <p className="mb-3 flex gap-2.5 rounded-[12px] bg-muted px-3.5 py-3 text-sm">
          <Info className="mt-px size-4.5 shrink-0 text-muted-foreground" aria-hidden="true" />
          {locked === 'wording' ? m.host_options_fixed() : m.host_options_closed()}
        </p>
      )}
      <ol ref={list} className="grid gap-2">
        {options.map((option, index) => (
          <li key={option.id} className="flex items-start gap-1 sm:gap-2">
            <span
              aria-hidden="true"
              className={cn(
                'mt-2 grid size-7 shrink-0 place-items-center rounded-[9px] text-sm font-[650]',
                markedIds.includes(option.id) ? 'bg-success text-card' : 'bg-secondary text-muted-foreground',
              )}
            >
              {markedIds.includes(option.id) ? (
                <Check className="size-4" strokeWidth={3} />
              ) : (
                words.key(index)
              )}
            </span>
            {images?.before(option, index)}
            <div className="min-w-0 flex-1">
              <Input
                dir="auto"
                aria-label={words.name(words.key(index))}
                className={cn('min-h-11', markedIds.includes(option.id) && 'border-2 border-success')}
                autoComplete="off"
                maxLength={textMax}
                readOnly={locked === 'closed'}
                value={option.label}
                onChange={(event) =>
                  set(
                    options.map((other) =>
                      other.id === option.id ? { ...other, label: event.target.value } : other,
                    ),
                  )
                }
                onKeyDown={(event) => press(event, index)}
                onPaste={(event) => paste(event, index)}
              />
              {images?.below(option)}
            </div>
            {beside !== undefined && (
              <span className="flex min-h-11 shrink-0 items-center">{beside(option, index)}</span>
            )}
            {!isOrderFixed && (
              <span className="flex min-h-11 shrink-0 items-center">
                <Button
                  variant="quiet"
                  size="icon-sm"
                  aria-label={words.up(words.key(index))}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <ArrowUp aria-hidden="true" />
                </Button>
                <Button
                  variant="quiet"
                  size="icon-sm"
                  aria-label={words.down(words.key(index))}
                  disabled={index === options.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <ArrowDown aria-hidden="true" />
                </Button>
                {locked === 'no' && (
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={words.remove(words.key(index))}
                    disabled={options.length <= min}
                    onClick={() => remove(index)}
                  >
                    <X aria-hidden="true" />
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
      {locked === 'no' && options.length < max && (
        <Button variant="quiet" className="mt-1.5 ms-5 px-2.5" onClick={() => add(options.length)}>
          <Plus aria-hidden="true" />
          {addLabel}
          <Kbd aria-hidden="true" className="pointer-coarse:hidden">
            Enter
          </Kbd>
        </Button>
      )}
      {note !== undefined && (
        <p id={`${id}-note`} className="mt-1 text-label font-normal text-muted-foreground">
          {note}
        </p>
      )}
      {images?.zone}
    </fieldset>
  );
}

/** @param trigger  Another opener than the small one beside "Options". */
export function PasteList({ onPaste }: { onPaste: (labels: string[]) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const labels = pastedOptions(text);
  const finish = () => {
    onPaste(labels);
    setText('');
    setIsOpen(false);
    announce(m.host_pasted(counted(labels.length)));
  };
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="quiet" size="sm">
          <ClipboardPaste aria-hidden="true" />
          {m.host_paste_list()}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{m.host_paste_list()}</DialogTitle>
          <DialogDescription>{m.host_paste_list_text()}</DialogDescription>
        </DialogHeader>
        <Textarea
          dir="auto"
          aria-label={m.host_paste_list()}
          className="max-h-80 min-h-40"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <DialogFooter>
          <Button size="tap" onClick={() => setIsOpen(false)}>
            {m.action_cancel()}
          </Button>
          <Button variant="primary" size="tap" disabled={labels.length === 0} onClick={finish}>
            {m.host_paste_add(counted(labels.length))}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
