/** Survey for hosts: its parts one after the other, each as its kind draws it, with how many answered it. */
import type { ResultEntity, SurveyPart, SurveySettings } from '@plenum/protocol';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { PartOfSurvey } from '../../parts/part-of-survey.ts';
import { hostPartOf } from '../host.ts';
import type { HostKind, HostResultProps } from '../kind.ts';
import { wordsOf } from '../words.ts';
import { draft, hostPart, type SurveyDraft } from './draft.ts';
import { COMPLETE, PART_KINDS, partActivity, partResult } from './parts-of.ts';
import { SettingsForm } from './settings-form.tsx';

const host: HostKind<SurveyDraft, SurveySettings> = { draft, SettingsForm, Summary, Result };

/** With all that may be a part: the rules of a draft cannot wait. */
export async function loadHost(): Promise<HostKind<SurveyDraft, SurveySettings>> {
  await Promise.all(PART_KINDS.map((kind) => hostPartOf(kind)?.load()));
  return host;
}

function Summary(props: HostResultProps<SurveySettings>) {
  return (
    <ol className="grid gap-5">
      {props.settings.parts.map((part, index) => (
        <li key={part.id}>
          <PartHeading part={part} index={index} note={wordsOf(part.kind).long()} />
          <PartDrawn {...props} part={part} />
        </li>
      ))}
    </ol>
  );
}

function Result({ result, ...props }: HostResultProps<SurveySettings> & { result: ResultEntity }) {
  return (
    <>
      <p className="mb-5 text-[0.9375rem] text-muted-foreground">
        {m.host_survey_complete(counted(result.counts[COMPLETE] ?? 0))}
      </p>
      <ol className="grid gap-7">
        {props.settings.parts.map((part, index) => {
          const own = partResult(result, part.id);
          return (
            <li key={part.id}>
              <PartHeading
                part={part}
                index={index}
                note={m.host_survey_answered({ count: formatCount(own.responses) })}
              />
              {own.responses === 0 ? (
                <p className="text-muted-foreground">{m.no_answers_yet()}</p>
              ) : (
                <PartDrawn {...props} part={part} result={own} />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function PartHeading({ part, index, note }: { part: SurveyPart; index: number; note: string }) {
  return (
    <div className="mb-3 flex flex-wrap items-baseline gap-x-3 border-t border-border pt-3">
      <h3 className="flex min-w-0 flex-1 basis-52 gap-2.5 text-base leading-[1.3125rem] font-[620]">
        <span className="text-muted-foreground">{formatCount(index + 1)}</span>
        <span dir="auto" className="min-w-0 wrap-words">
          {part.title}
        </span>
      </h3>
      <span className="text-sm text-muted-foreground">{note}</span>
    </div>
  );
}

function PartDrawn({
  part,
  id,
  activity,
  isCompact,
  result,
}: HostResultProps<SurveySettings> & { part: SurveyPart; result?: ResultEntity }) {
  const kind = hostPart(part.kind);
  if (kind === undefined) return <p className="text-muted-foreground">{m.host_kind_unknown_text()}</p>;
  const drawn = { id, activity: partActivity(activity, part), settings: part.settings, isCompact };
  return (
    <PartOfSurvey value={part.id}>
      {result === undefined ? <kind.Summary {...drawn} /> : <kind.Result {...drawn} result={result} />}
    </PartOfSurvey>
  );
}
