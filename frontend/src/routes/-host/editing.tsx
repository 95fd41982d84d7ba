/** The page while an activity is written: the form, and beside it how phones will show it. */
import type { ActivityKind, HostActivityEntity } from '@plenum/protocol';
import type { HostEntityBodies } from '@plenum/protocol/client';
import { uuidv7 } from '@plenum/protocol/client';
import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { createActivity, deleteActivity } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { AutosaveNote, problemText } from '#/capabilities/activities/host-autosave-note.tsx';
import { type Draft, emptyDraft, problemOf, toCreate } from '#/capabilities/activities/host-draft.ts';
import { ActivityEditor } from '#/capabilities/activities/host-editor.tsx';
import { KindPicker } from '#/capabilities/activities/host-kind-picker.tsx';
import { PhonePreview } from '#/capabilities/activities/host-preview.tsx';
import { useSavedDraft } from '#/capabilities/activities/host-saved-draft.ts';
import { KindBoundary, LoadAgain } from '#/capabilities/activities/kind-boundary.tsx';
import { hostPartOf } from '#/capabilities/activities/kinds/host.ts';
import type { DraftRules, HostKind } from '#/capabilities/activities/kinds/kind.ts';
import { type Part, usePart } from '#/capabilities/activities/kinds/part.ts';
import { pickableKinds, wordsOf } from '#/capabilities/activities/kinds/words.ts';
import { announce } from '#/components/live-regions.tsx';
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
} from '#/components/ui/alert-dialog.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { OtherStarts } from './other-starts.tsx';

interface FrameProps {
  readonly heading: string;
  readonly draft: Draft;
  readonly rules: DraftRules;
  readonly eventTitle: string;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

function Frame({ heading, draft, rules, eventTitle, actions, children }: FrameProps) {
  return (
    <div className="min-h-0 min-w-0 flex-1 max-lg:overflow-y-auto lg:grid lg:grid-cols-[minmax(0,1fr)_400px]">
      <main className="min-h-0 px-5 py-6 lg:overflow-y-auto lg:px-9">
        <div className="mx-auto max-w-[42.5rem]">
          <div className="mb-4.5 flex min-h-9 flex-wrap items-center justify-between gap-3">
            <h1 className="text-[1.0625rem] leading-6 font-[620]">{heading}</h1>
            <div className="flex flex-wrap items-center gap-2">{actions}</div>
          </div>
          {children}
        </div>
      </main>
      <aside
        aria-label={m.host_preview()}
        className="flex min-h-0 flex-col border-border bg-sidebar max-lg:border-t lg:overflow-y-auto lg:border-s"
      >
        <h2 className="px-5 pt-4.5 text-[0.9375rem] leading-5 font-[620]">{m.host_preview()}</h2>
        <div className="grid flex-1 place-items-center px-5 py-6">
          <PhonePreview draft={draft} rules={rules} eventTitle={eventTitle} />
        </div>
      </aside>
    </div>
  );
}

export interface EditActivityProps {
  readonly id: string;
  readonly activity: HostActivityEntity;
  readonly eventTitle: string;
  /** What else can be done with it. */
  readonly menu: ReactNode;
  /** Whether "Done" is the page's solid button; in a draft it is "Start event". */
  readonly isSolid: boolean;
  readonly onDone: () => void;
  readonly onDeleted: () => void;
}

export function EditActivity(props: EditActivityProps) {
  return <WithKind kind={props.activity.kind}>{(part) => <Edit part={part} {...props} />}</WithKind>;
}

function Edit({
  part,
  id,
  activity,
  eventTitle,
  menu,
  isSolid,
  onDone,
  onDeleted,
}: EditActivityProps & { part: Part<HostKind> }) {
  const kind = usePart(part);
  const rules = kind.draft;
  const { draft, change, state } = useSavedDraft(id, activity, rules);
  const answered = useEntity<'result', HostEntityBodies>('result', id)?.responses ?? 0;
  const isFrozen = state.status === 'refused' && state.code === 'activity_frozen';
  const locked = activity.state === 'closed' ? 'closed' : answered > 0 || isFrozen ? 'wording' : 'no';
  return (
    <Frame
      heading={wordsOf(activity.kind).short()}
      {...{ draft, rules, eventTitle }}
      actions={
        <>
          <AutosaveNote state={state} problem={problemOf(draft, rules)} />
          <DeleteButton id={id} answered={answered} onDeleted={onDeleted} />
          {menu}
          {isSolid && (
            <Button variant="primary" size="sm" onClick={onDone}>
              {m.host_edit_done()}
            </Button>
          )}
        </>
      }
    >
      <ActivityEditor kind={kind} draft={draft} onChange={change} locked={locked} isNew={false} />
    </Frame>
  );
}

export interface NewActivityProps {
  /** Absent: it is asked first, where there is a choice. */
  readonly kind?: ActivityKind | undefined;
  readonly eventTitle: string;
  /** Goes where several come at once. */
  readonly onOther: ((other: 'import' | 'templates') => void) | undefined;
  readonly onCreated: (activityId: string) => void;
  readonly onCancel: () => void;
}

export function NewActivity({ kind, ...props }: NewActivityProps) {
  const [picked, setPicked] = useState(pickableKinds.length === 1 ? pickableKinds[0] : undefined);
  const chosen = kind ?? picked;
  if (chosen === undefined) return <PickKind onPick={setPicked} {...props} />;
  return (
    <WithKind key={chosen} kind={chosen}>
      {(part) => <New part={part} kind={chosen} {...props} />}
    </WithKind>
  );
}

function PickKind({
  onPick,
  onOther,
  onCancel,
}: Pick<NewActivityProps, 'onOther' | 'onCancel'> & { onPick: (kind: ActivityKind) => void }) {
  return (
    <main className="min-h-0 flex-1 overflow-y-auto px-5 py-6 lg:py-10">
      <div className="mx-auto max-w-[760px]">
        <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-2xl">{m.host_pick_kind()}</h1>
          <Button variant="ghost" onClick={onCancel}>
            {m.action_cancel()}
          </Button>
        </div>
        <KindPicker onPick={onPick} />
        {onOther !== undefined && <OtherStarts onOther={onOther} />}
      </div>
    </main>
  );
}

function New({
  part,
  kind: kindName,
  eventTitle,
  onCreated,
  onCancel,
}: NewActivityProps & { part: Part<HostKind>; kind: ActivityKind }) {
  const kind = usePart(part);
  const rules = kind.draft;
  const { eventId, loop } = useLiveContext();
  const [draft, setDraft] = useState(() => emptyDraft(kindName, rules));
  // One id for all tries: an answer that got lost must not make a second activity.
  const [id] = useState(() => uuidv7());
  const [isTried, setIsTried] = useState(false);
  const problem = problemOf(draft, rules);
  const create = useMutation({
    networkMode: 'always',
    mutationFn: () => createActivity(eventId, toCreate(draft, rules, id)),
    onSuccess: ({ cursor }) => loop.poke(cursor),
    onError: (error) => announce(sentenceOf(error), 'assertive'),
  });
  // Not before the feed holds it: until then the page could only show another activity in its place.
  const isThere = useEntity('activity', id) !== undefined;
  useEffect(() => {
    if (isThere) onCreated(id);
  }, [isThere, id, onCreated]);
  const add = () => {
    setIsTried(true);
    if (problem === null && !create.isPending && !create.isSuccess) create.mutate();
  };
  return (
    <Frame heading={wordsOf(kindName).newHeading()} {...{ draft, rules, eventTitle }} actions={null}>
      <ActivityEditor kind={kind} draft={draft} onChange={setDraft} locked="no" isNew />
      <div className="mt-7 grid gap-3 border-t border-border pt-6">
        {isTried && problem !== null && (
          <p role="alert" className="text-sm font-[520] text-destructive">
            {problemText(problem)}
          </p>
        )}
        {create.isError && <p className="text-sm font-[520] text-destructive">{sentenceOf(create.error)}</p>}
        <div className="flex flex-wrap gap-2.5">
          <Button
            variant="primary"
            size="lg"
            aria-disabled={create.isPending || create.isSuccess || undefined}
            onClick={add}
          >
            {m.host_add_this()}
          </Button>
          <Button variant="ghost" size="lg" className="text-base" onClick={onCancel}>
            {m.action_cancel()}
          </Button>
        </div>
      </div>
    </Frame>
  );
}

/** The kind's part for hosts, once it is there. */
function WithKind({ kind, children }: { kind: string; children: (part: Part<HostKind>) => ReactNode }) {
  const part = hostPartOf(kind);
  if (part !== undefined) {
    return (
      <KindBoundary coming={<main className="flex-1" aria-busy="true" />}>{children(part)}</KindBoundary>
    );
  }
  return (
    <main className="min-w-0 flex-1 px-5 py-6 lg:px-9">
      <LoadAgain>{m.host_kind_unknown_text()}</LoadAgain>
    </main>
  );
}

function DeleteButton({ id, answered, onDeleted }: { id: string; answered: number; onDeleted: () => void }) {
  const { eventId, loop } = useLiveContext();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    networkMode: 'always',
    mutationFn: () => deleteActivity(eventId, id),
    onSuccess() {
      loop.poke();
      onDeleted();
    },
    onError: (error) => announce(sentenceOf(error), 'assertive'),
  });
  return (
    <>
      <Button variant="quiet" size="sm" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden="true" />
        {m.host_delete()}
      </Button>
      <AlertDialog open={isAsking} onOpenChange={setIsAsking}>
        <AlertDialogContent>
          <AlertDialogTitle>{m.host_delete_title()}</AlertDialogTitle>
          <AlertDialogDescription>
            {answered > 0 ? m.host_delete_answers(counted(answered)) : m.host_delete_text()}
          </AlertDialogDescription>
          <AlertDialogFooter>
            <AlertDialogCancel>{m.action_cancel()}</AlertDialogCancel>
            <AlertDialogAction variant="destructive" onClick={() => remove.mutate()}>
              {m.host_delete_activity()}
            </AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </>
  );
}
