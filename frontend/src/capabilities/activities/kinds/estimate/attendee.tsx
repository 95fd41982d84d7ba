/** An estimate on a phone: one big number with its unit. After the reveal: the right number, the own one, the room. */
import type { EstimateAnswer, EstimateSettings } from '@plenum/protocol';
import { useId } from 'react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import { dropDraft } from '../../parts/local-drafts.ts';
import { SendBar } from '../../parts/send-bar.tsx';
import { useLocalAnswer } from '../../parts/use-local-answer.ts';
import type { AttendeeKind, AttendeeProps, OpenProps, OwnAnswerOf } from '../kind.ts';
import { decimalsOf, valueOn } from './grid.ts';
import { useTypedNumber } from './number-field.tsx';
import { EstimateResult } from './result.tsx';
import { numberProblem, offBy, rangeSaid, rightOf, withUnit } from './said.ts';
import { formatNumber } from './typed.ts';

export const attendee: AttendeeKind<EstimateSettings, EstimateAnswer> = {
  hint: () => m.estimate_hint(),
  announceOpen: (title, settings) => m.estimate_new({ title, range: rangeSaid(settings) }),
  describeAnswer: (settings, { number }) => withUnit(settings, number),
  describeResult(activity, result, answer) {
    const settings = activity.settings as EstimateSettings;
    const right = rightOf(activity.correct);
    const middle = result.stats?.['']?.median;
    const number = answer === null ? '' : withUnit(settings, answer.number);
    return [
      right !== null && m.estimate_said_right({ number: withUnit(settings, right) }),
      answer !== null &&
        (right === null
          ? m.estimate_said_own({ number })
          : answer.number === right
            ? m.estimate_said_hit({ number })
            : m.estimate_said_off({ number, off: formatNumber(offBy(answer.number, right)) })),
      middle !== undefined && m.estimate_said_middle({ number: withUnit(settings, middle) }),
    ]
      .filter((sentence) => sentence !== false)
      .join(' ');
  },
  verdict(settings, correct, answer) {
    const right = rightOf(correct);
    if (right === null) return null;
    if (answer === null) return { is: 'none', text: m.estimate_none({ number: withUnit(settings, right) }) };
    // How far off is a number, not a verdict: the result says it.
    return answer.number === right ? { is: 'right', text: m.estimate_hit() } : null;
  },
  Open,
  Closed,
  Result: ({ activity, settings, result, own }) => (
    <EstimateResult
      settings={settings}
      result={result}
      right={rightOf(activity.correct)}
      own={own.answer?.number ?? null}
      // Without an own answer the verdict names it.
      isRightTold={own.answer === null}
    />
  ),
};

/** As it lies on this phone: what was typed last may be no number. */
interface Draft {
  readonly number: number | null;
}

function Open({
  settings,
  own,
  draftKey,
  respond,
  mayAnswer,
  titleId,
}: OpenProps<EstimateSettings, EstimateAnswer>) {
  const id = useId();
  const local = useLocalAnswer<Draft>(draftKey, own as OwnAnswerOf<Draft>);
  const number = local.answer?.number ?? null;
  const field = useTypedNumber(number, (read) => {
    // An emptied field is nothing that waits to be sent.
    if (read === null && own.answer === null) dropDraft(draftKey);
    else local.set({ number: read === 'unread' ? null : read });
  });
  if (!mayAnswer) return <Own settings={settings} number={own.answer?.number ?? null} />;

  const problem = field.isUnread
    ? m.estimate_unread({ example: formatNumber(settings.max) })
    : number === null
      ? null
      : numberProblem(settings, number);
  const value = number === null ? null : valueOn(settings, number);
  const send = () => {
    if (value !== null) respond({ number: value });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // As if Send was pressed: the focus goes where it goes then.
        event.currentTarget.querySelector('button')?.click();
      }}
    >
      <label id={`${id}-label`} htmlFor={id} className="mb-2 block text-[0.9375rem] leading-5 font-[560]">
        {m.estimate_number()}
      </label>
      <div
        className={cn(
          'flex min-h-26 flex-wrap items-baseline gap-x-3 rounded-2xl border-2 border-input bg-card px-5.5 py-1 has-focus-visible:border-ring has-focus-visible:ring-3 has-focus-visible:ring-ring/25',
          problem !== null && 'border-destructive',
        )}
      >
        <input
          id={id}
          type="text"
          dir="ltr"
          inputMode={keyboardOf(settings)}
          autoComplete="off"
          enterKeyHint="send"
          aria-describedby={`${id}-hint`}
          aria-labelledby={`${titleId} ${id}-label`}
          aria-invalid={problem !== null}
          className={cn(
            'min-w-[55%] flex-1 self-center bg-transparent py-2 text-start leading-[1.2] font-[640] tracking-[-0.035em] outline-none rtl:text-end',
            sizeOf(field.text),
          )}
          value={field.text}
          onChange={(event) => field.type(event.target.value)}
          onBlur={field.leave}
        />
        {settings.unit !== '' && (
          <span
            dir="auto"
            className="ms-auto max-w-full self-center text-xl font-medium wrap-words text-muted-foreground"
          >
            {settings.unit}
          </span>
        )}
      </div>
      <p
        id={`${id}-hint`}
        className={cn(
          'mt-2.5 min-h-10 text-[0.9375rem] leading-5 text-muted-foreground',
          problem !== null && 'font-medium text-destructive',
        )}
      >
        {problem ?? rangeSaid(settings)}
        {field.isWorthSaying && number !== null && (
          <b className="ms-1.5 font-semibold text-foreground">
            {m.estimate_read_as({ number: withUnit(settings, number) })}
          </b>
        )}
      </p>
      <SendBar
        own={own}
        mayAnswer
        isChanged={local.isChanged}
        label={m.estimate_send()}
        missing={number === null || problem !== null ? missingOf(field.text) : null}
        saved={m.estimate_saved.parts()}
        onSend={send}
      />
    </form>
  );
}

/** What is wrong stands below the field. */
function missingOf(text: string): string {
  return text.trim() === '' ? m.estimate_empty() : m.estimate_missing();
}

/** A minus is on the full keyboard only; a comma on the decimal one. */
function keyboardOf({ min, max, step }: EstimateSettings): 'text' | 'decimal' | 'numeric' {
  if (min < 0) return 'text';
  return [min, max, step].some((number) => decimalsOf(number) !== 0) ? 'decimal' : 'numeric';
}

/** Steps down before it is cut; in large text the width of the phone decides. */
function sizeOf(text: string): string {
  if (text.length <= 7) return 'text-[min(3.5rem,15vw)] sm:text-[3.5rem]';
  return text.length <= 11
    ? 'text-[min(2.25rem,9.5vw)] sm:text-[2.25rem]'
    : 'text-[min(1.5rem,6vw)] sm:text-2xl';
}

function Closed({ settings, own }: AttendeeProps<EstimateSettings, EstimateAnswer>) {
  const lost = own.status === 'too-late' ? (own.attempted?.number ?? null) : null;
  return (
    <>
      {(own.answer !== null || lost === null) && (
        <Own settings={settings} number={own.answer?.number ?? null} />
      )}
      {lost !== null && (
        <p className="mt-3">
          <Badge>{m.estimate_late({ number: withUnit(settings, lost) })}</Badge>
        </p>
      )}
    </>
  );
}

/** The own number for reading; without one, what could be typed. */
function Own({ settings, number }: { settings: EstimateSettings; number: number | null }) {
  if (number === null) return <p className="mb-2 text-muted-foreground">{rangeSaid(settings)}</p>;
  return (
    <div>
      <p className="mb-2 text-[0.9375rem] leading-5 font-[560]">{m.estimate_number()}</p>
      <p className="flex min-h-20 flex-wrap items-center gap-x-3 rounded-2xl border-2 border-primary bg-accent px-5.5 py-2">
        <span className="text-4xl font-[640] wrap-words">{formatNumber(number)}</span>
        <span dir="auto" className="ms-auto max-w-full text-xl font-medium wrap-words text-muted-foreground">
          {settings.unit}
        </span>
      </p>
    </div>
  );
}
