/** The page while an activity is written: the form, and beside it how phones will show it. */
import type { HostActivityEntity } from '@plenum/protocol';
import type { HostEntityBodies } from '@plenum/protocol/client';
import { uuidv7 } from '@plenum/protocol/client';
import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { createActivity, deleteActivity } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { AutosaveNote } from '#/capabilities/activities/host-autosave-note.tsx';
import { type Draft, emptyDraft, problemOf, toCreate } from '#/capabilities/activities/host-draft.ts';
import { ActivityEditor } from '#/capabilities/activities/host-editor.tsx';
import { PhonePreview } from '#/capabilities/activities/host-preview.tsx';
import { useSavedDraft } from '#/capabilities/activities/host-saved-draft.ts';
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

interface FrameProps {
  readonly heading: string;
  readonly draft: Draft;
  readonly eventTitle: string;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

function Frame({ heading, draft, eventTitle, actions, children }: FrameProps) {
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
          <PhonePreview draft={draft} eventTitle={eventTitle} />
        </div>
      </aside>
    </div>
  );
}

export function EditActivity({
  id,
  activity,
  eventTitle,
  isSolid,
  onDone,
  onDeleted,
}: {
  id: string;
  activity: HostActivityEntity;
  eventTitle: string;
  /** Whether "Done" is the page's solid button; in a draft it is "Start event". */
  isSolid: boolean;
  onDone: () => void;
  onDeleted: () => void;
}) {
  const { draft, change, state } = useSavedDraft(id, activity);
  const answered = useEntity<'result', HostEntityBodies>('result', id)?.responses ?? 0;
  const isFrozen = state.status === 'refused' && state.code === 'activity_frozen';
  const locked = activity.state === 'closed' ? 'closed' : answered > 0 || isFrozen ? 'wording' : 'no';
  return (
    <Frame
      heading={m.host_kind_choice()}
      draft={draft}
      eventTitle={eventTitle}
      actions={
        <>
          <AutosaveNote state={state} problem={problemOf(draft)} />
          <DeleteButton id={id} answered={answered} onDeleted={onDeleted} />
          {isSolid && (
            <Button variant="primary" size="sm" onClick={onDone}>
              {m.host_edit_done()}
            </Button>
          )}
        </>
      }
    >
      <ActivityEditor draft={draft} onChange={change} locked={locked} isNew={false} />
    </Frame>
  );
}

export function NewActivity({
  eventTitle,
  onCreated,
  onCancel,
}: {
  eventTitle: string;
  onCreated: (activityId: string) => void;
  onCancel: () => void;
}) {
  const { eventId, loop } = useLiveContext();
  const [draft, setDraft] = useState(emptyDraft);
  // One id for all tries: an answer that got lost must not make a second activity.
  const [id] = useState(() => uuidv7());
  const [isTried, setIsTried] = useState(false);
  const problem = problemOf(draft);
  const create = useMutation({
    networkMode: 'always',
    mutationFn: () => createActivity(eventId, toCreate(draft, id)),
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
    <Frame heading={m.host_new_choice()} draft={draft} eventTitle={eventTitle} actions={null}>
      <ActivityEditor draft={draft} onChange={setDraft} locked="no" isNew />
      <div className="mt-7 grid gap-3 border-t border-border pt-6">
        {isTried && problem !== null && (
          <p role="alert" className="text-sm font-[520] text-destructive">
            {problem === 'question-missing' ? m.host_question_missing() : m.host_options_missing()}
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
