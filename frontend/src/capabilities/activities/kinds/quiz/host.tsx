/** Quiz question for hosts: its answers with what is right beside each, its clock and points; how many chose what. */
import type { QuizPoints, QuizSettings, ResultEntity } from '@plenum/protocol';
import { Check, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { Segments } from '#/components/segments.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { Switch } from '#/components/ui/switch.tsx';
import { cn } from '#/lib/cn.ts';
import { formatDuration } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { HostBars, HostOptions } from '../../parts/host-options.tsx';
import { OptionsField } from '../../parts/host-options-field.tsx';
import { optionKey, optionsOf } from '../../parts/options.ts';
import { resultBars } from '../../parts/result-bars.tsx';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { draft, QUIZ_OPTIONS_MAX, type QuizDraft, secondsOf, withChoose, withRight } from './draft.ts';
import { pickedIds, pointsSentence } from './rules.ts';

export const host: HostKind<QuizDraft, QuizSettings> = { draft, SettingsForm, Summary, Result };

type FormProps = SettingsFormProps<QuizDraft>;

function SettingsForm({ own, onChange, locked, isNew }: FormProps) {
  const id = useId();
  const isMarked = draft.correctOf(own) !== null;
  const isWritten = draft.problem(own) === null;
  return (
    <div className="grid gap-5">
      <OptionsField
        options={own.options}
        onChange={(options) => onChange({ ...own, options })}
        locked={locked}
        mayHaveImages
        heading={m.host_quiz_answers()}
        addLabel={m.host_quiz_add()}
        max={QUIZ_OPTIONS_MAX}
        markedIds={own.rightIds}
        beside={(option, index) => (
          <RightMark
            name={`${id}-right`}
            letter={optionKey(index)}
            isSeveral={own.choose === 'several'}
            isRight={own.rightIds.includes(option.id)}
            onChange={() => onChange(withRight(own, option.id))}
          />
        )}
        aside={
          locked !== 'closed' && (
            <Segments
              label={m.host_quiz_choose()}
              value={own.choose}
              choices={[
                ['one', m.host_quiz_one()],
                ['several', m.host_quiz_several()],
              ]}
              // Several picks of one person cannot become one any more.
              isDisabled={locked === 'wording' && own.choose === 'several'}
              onChange={(choose) => onChange(withChoose(own, choose))}
            />
          )
        }
      />
      {!isMarked && (isWritten || !isNew) && (
        <p role="status" className="-mt-2 flex gap-2 text-sm font-[520] text-warning">
          <TriangleAlert aria-hidden="true" className="mt-px size-4.5 shrink-0" />
          {m.host_quiz_unmarked()}
        </p>
      )}
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <Time own={own} onChange={onChange} isFixed={locked === 'closed'} />
        <Points own={own} onChange={onChange} isFixed={locked === 'closed'} />
      </div>
      {own.points !== 'none' && (
        <label className="flex items-center justify-between gap-4 text-sm" htmlFor={`${id}-double`}>
          <span>
            <b className="block font-[560]">{m.host_quiz_double()}</b>
            <span className="text-label font-normal text-muted-foreground">{m.host_quiz_double_text()}</span>
          </span>
          <Switch
            id={`${id}-double`}
            checked={own.isDouble}
            disabled={locked === 'closed'}
            onCheckedChange={(isDouble) => onChange({ ...own, isDouble })}
          />
        </label>
      )}
    </div>
  );
}

/** Radio where one is right, checkbox where several are: tick, word and outline say it too. */
function RightMark({
  name,
  letter,
  isSeveral,
  isRight,
  onChange,
}: {
  name: string;
  letter: string;
  isSeveral: boolean;
  isRight: boolean;
  onChange: () => void;
}) {
  return (
    <label
      className={cn(
        'flex min-h-11 shrink-0 cursor-pointer items-center gap-2 rounded-md px-2 text-sm font-[560]',
        isRight ? 'text-success' : 'text-muted-foreground',
      )}
    >
      <input
        type={isSeveral ? 'checkbox' : 'radio'}
        name={name}
        checked={isRight}
        onChange={onChange}
        aria-label={m.host_quiz_right_label({ letter })}
        className="size-4.5 accent-success"
      />
      <span aria-hidden="true" className="max-sm:sr-only">
        {m.host_right()}
      </span>
      {isRight && <Check aria-hidden="true" className="size-4 sm:hidden" strokeWidth={3} />}
    </label>
  );
}

const SECONDS = [10, 20, 30, 60];

function Time({ own, onChange, isFixed }: Pick<FormProps, 'own' | 'onChange'> & { isFixed: boolean }) {
  const id = useId();
  const seconds = secondsOf(own.seconds);
  const [isOther, setIsOther] = useState(seconds === null || !SECONDS.includes(seconds));
  return (
    <div>
      <Segments
        label={m.host_quiz_time()}
        isLabelShown
        value={isOther ? 'other' : own.seconds}
        choices={[
          ...SECONDS.map((value): [string, string] => [String(value), formatDuration(value * 1_000)]),
          ['other', m.host_quiz_other()],
        ]}
        isDisabled={isFixed}
        onChange={(value) => {
          setIsOther(value === 'other');
          if (value !== 'other') onChange({ ...own, seconds: value });
        }}
      />
      {isOther && (
        <>
          <Label htmlFor={id} className="mt-2.5 mb-1">
            {m.host_quiz_seconds()}
          </Label>
          <Input
            id={id}
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            className="max-w-28 tabular-nums"
            value={own.seconds}
            disabled={isFixed}
            aria-invalid={seconds === null || undefined}
            aria-describedby={`${id}-note`}
            onChange={(event) => onChange({ ...own, seconds: event.target.value })}
          />
          <p
            id={`${id}-note`}
            className={cn(
              'mt-1.5 text-label font-normal',
              seconds === null ? 'text-destructive' : 'text-muted-foreground',
            )}
          >
            {m.host_quiz_seconds_wrong()}
          </p>
        </>
      )}
    </div>
  );
}

const POINTS: readonly QuizPoints[] = ['none', 'flat', 'speed'];
const POINTS_WORDS: Record<QuizPoints, () => string> = {
  none: m.host_quiz_none,
  flat: m.host_quiz_flat,
  speed: m.host_quiz_speed,
};

function Points({ own, onChange, isFixed }: Pick<FormProps, 'own' | 'onChange'> & { isFixed: boolean }) {
  return (
    <div>
      <Segments
        label={m.host_quiz_points()}
        isLabelShown
        value={own.points}
        choices={POINTS.map((value): [QuizPoints, string] => [value, POINTS_WORDS[value]()])}
        isDisabled={isFixed}
        onChange={(points) => onChange({ ...own, points })}
      />
      {/* The sentence phones show. */}
      <p className="mt-1.5 text-label font-normal text-muted-foreground">
        {pointsSentence(own)} {own.points === 'speed' && m.host_quiz_lead()}
      </p>
    </div>
  );
}

function Summary({ activity, settings }: HostResultProps<QuizSettings>) {
  return (
    <>
      <HostOptions options={optionsOf(settings)} rightIds={pickedIds(activity.correct)} />
      <Facts settings={settings} isMarked={pickedIds(activity.correct).length > 0} />
    </>
  );
}

function Result({
  activity,
  settings,
  result,
  isCompact,
}: HostResultProps<QuizSettings> & { result: ResultEntity }) {
  const right = pickedIds(activity.correct);
  return (
    <>
      <HostBars
        bars={resultBars(optionsOf(settings), result, {
          isSorted: false,
          isOfPeople: settings.choose === 'several',
        })}
        rightIds={right}
        isCompact={isCompact}
      />
      <Facts settings={settings} isMarked={right.length > 0} />
    </>
  );
}

function Facts({ settings, isMarked }: { settings: QuizSettings; isMarked: boolean }) {
  return (
    <p
      className={cn(
        'mt-4.5 border-t border-border pt-3.5 text-sm',
        isMarked ? 'text-muted-foreground' : 'font-[520] text-warning',
      )}
    >
      {isMarked
        ? `${m.host_quiz_time()}: ${formatDuration(settings.seconds * 1_000)}. ${pointsSentence(settings)}`
        : m.host_quiz_unmarked()}
    </p>
  );
}
