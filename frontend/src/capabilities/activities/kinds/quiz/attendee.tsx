/** Quiz question on a phone: options against the clock, the verdict after the reveal. */
import type { QuizAnswer, QuizSettings } from '@plenum/protocol';
import { Zap } from 'lucide-react';
import { Badge } from '#/components/ui/badge.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useOwnTeam } from '#/live/standing.ts';
import * as m from '#/paraglide/messages.js';
import { AnswerOption, answersLayout } from '../../parts/answer-option.tsx';
import { optionsOf } from '../../parts/options.ts';
import { promiseOf, useAnswersSeenAs } from '../../parts/promise.tsx';
import { resultBars, saidBars } from '../../parts/result-bars.tsx';
import { SaveStatus, StatusLine, StickyBar, saveStateOf } from '../../parts/save-status.tsx';
import { SendBar } from '../../parts/send-bar.tsx';
import { useLocalAnswer } from '../../parts/use-local-answer.ts';
import type { AttendeeKind, AttendeeProps, OpenProps } from '../kind.ts';
import { Bottom, Result } from './attendee-result.tsx';
import { Top } from './attendee-top.tsx';
import { isRight, keysOf, pickedIds, pointsSentence } from './rules.ts';

export const attendee: AttendeeKind<QuizSettings, QuizAnswer> = {
  hint: ({ choose }) => (choose === 'one' ? m.choose_one() : m.quiz_choose_several()),
  announceOpen(title, { options, choose }) {
    const inputs = { title, count: formatCount(options.length) };
    return choose === 'one' ? m.quiz_new(inputs) : m.quiz_new_several(inputs);
  },
  describeAnswer: (settings, { optionIds }) =>
    optionsOf(settings)
      .filter(({ id }) => optionIds.includes(id))
      .map(({ label }) => label)
      .join(', '),
  describeResult: ({ settings }, result, answer) =>
    m.results_said({
      list: saidBars(
        resultBars(optionsOf(settings), result, { isSorted: false, isOfPeople: isOfPeople(settings) }),
        pickedIds(answer),
      ),
    }),
  verdict(settings, correct, answer) {
    const is = isRight(correct, answer);
    if (is === null) return null;
    if (is) return { is: 'right', text: m.quiz_right() };
    const right = pickedIds(correct);
    const keys = keysOf(settings, right);
    const isOne = right.length === 1;
    if (answer === null) {
      return { is: 'none', text: isOne ? m.quiz_none({ key: keys }) : m.quiz_none_several({ keys }) };
    }
    return { is: 'wrong', text: isOne ? m.quiz_wrong({ key: keys }) : m.quiz_wrong_several({ keys }) };
  },
  Open,
  Closed,
  Result,
  Top,
  Bottom,
  // The clock runs: changing is one tap, and nobody takes back by a slip of the thumb.
  hasOwnTakeBack: true,
};

const isOfPeople = (settings: unknown) => (settings as QuizSettings).choose === 'several';

type Props = OpenProps<QuizSettings, QuizAnswer>;

function Open(props: Props) {
  return props.settings.choose === 'one' ? <OpenOne {...props} /> : <OpenSeveral {...props} />;
}

function OpenOne({ settings, own, respond, mayAnswer, titleId }: Props) {
  const chosen = pickedIds(own.answer)[0];
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div role="group" aria-labelledby={titleId} className={answersLayout(settings.options)}>
        {optionsOf(settings).map(({ id, key, label, image }) => (
          <AnswerOption
            key={id}
            optionKey={key}
            label={label}
            image={image}
            isChosen={id === chosen}
            onChoose={mayAnswer ? () => id !== chosen && respond({ optionIds: [id] }) : undefined}
          />
        ))}
      </div>
      {saveStateOf(own) === 'before' ? (
        <StickyBar isHint>{mayAnswer && <Stakes settings={settings} />}</StickyBar>
      ) : (
        <StickyBar>{mayAnswer && <Status own={own} settings={settings} />}</StickyBar>
      )}
    </>
  );
}

function OpenSeveral({ settings, own, respond, mayAnswer, titleId, draftKey }: Props) {
  const ids = settings.options.map(({ id }) => id);
  const local = useLocalAnswer<QuizAnswer>(draftKey, own, ({ optionIds }) =>
    optionIds.every((id) => ids.includes(id)),
  );
  const picked = pickedIds(local.answer);
  const toggle = (id: string) =>
    local.set({ optionIds: ids.filter((other) => (other === id) !== picked.includes(other)) });
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div role="group" aria-labelledby={titleId} className={answersLayout(settings.options)}>
        {optionsOf(settings).map(({ id, label, image }) => (
          <AnswerOption
            key={id}
            optionKey={null}
            label={label}
            image={image}
            isChosen={picked.includes(id)}
            onChoose={mayAnswer ? () => toggle(id) : undefined}
          />
        ))}
      </div>
      {mayAnswer && own.answer === null && (
        <div className="mt-2.5">
          <Stakes settings={settings} />
        </div>
      )}
      <SendBar
        own={own}
        mayAnswer={mayAnswer}
        isChanged={local.isChanged}
        label={m.quiz_send(counted(picked.length))}
        missing={picked.length === 0 ? m.quiz_choose_missing() : null}
        counter={m.quiz_chosen(counted(picked.length))}
        onSend={() => picked.length > 0 && respond({ optionIds: [...picked] })}
      />
    </>
  );
}

/** Not before the first tap: an editor's preview has nobody who could be in a team. */
function Status({ own, settings }: Pick<Props, 'own' | 'settings'>) {
  const hasTeam = useOwnTeam() !== null;
  const saved = hasTeam
    ? m.quiz_saved_team.parts()
    : settings.points === 'speed'
      ? m.quiz_saved_speed.parts()
      : m.saved.parts();
  return <SaveStatus own={own} saved={saved} />;
}

/** What a right answer gives; and who sees it, where that is not nobody. */
function Stakes({ settings }: { settings: QuizSettings }) {
  const seenAs = useAnswersSeenAs();
  return (
    <StatusLine icon={<Zap aria-hidden="true" className="size-4.75" />}>
      {pointsSentence(settings)} {seenAs !== 'anonymous' && promiseOf(seenAs)}
    </StatusLine>
  );
}

function Closed({ settings, own }: AttendeeProps<QuizSettings, QuizAnswer>) {
  const mine = pickedIds(own.answer);
  const lost = own.status === 'too-late' ? pickedIds(own.attempted) : [];
  return (
    <ul className={answersLayout(settings.options)}>
      {optionsOf(settings).map(({ id, key, label, image }) => (
        <li key={id}>
          <AnswerOption
            optionKey={settings.choose === 'one' ? key : null}
            label={label}
            image={image}
            isChosen={mine.includes(id)}
            note={
              mine.includes(id) ? (
                <Badge variant="live">{m.your_answer()}</Badge>
              ) : lost.includes(id) ? (
                <Badge>{m.not_counted()}</Badge>
              ) : null
            }
          />
        </li>
      ))}
    </ul>
  );
}
