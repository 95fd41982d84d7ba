/** Ready-made sets: a card each, with what is in it, and one press that adds it all. */
import type { CreateActivity } from '@plenum/protocol';
import { uuidv7 } from '@plenum/protocol/client';
import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { importActivities } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';
import { type Template, templates } from './host-templates.ts';
import { wordsOf } from './kinds/words.ts';

export interface TemplatePickerProps {
  readonly onAdded: (added: { readonly ids: readonly string[] }) => void;
  readonly onCancel: () => void;
}

export function TemplatePicker({ onAdded, onCancel }: TemplatePickerProps) {
  const { eventId, loop } = useLiveContext();
  const tries = useRef<Record<string, (CreateActivity & { id: string })[]>>({});
  const add = useMutation({
    networkMode: 'always',
    async mutationFn(template: Template) {
      // The same ids when it is tried again: an answer that got lost must not add them a second time.
      const activities =
        tries.current[template.id] ??
        template.activities().map((activity) => ({ id: uuidv7(), ...activity }));
      tries.current[template.id] = activities;
      await importActivities(eventId, activities);
      return activities.map(({ id }) => id);
    },
    onSuccess(ids) {
      loop.poke();
      onAdded({ ids });
    },
    onError: (error) => announce(sentenceOf(error), 'assertive'),
  });
  const isBusy = add.isPending || add.isSuccess;
  return (
    <main className="min-h-0 flex-1 overflow-y-auto px-5 py-6 lg:py-10">
      <div className="mx-auto max-w-[960px]">
        <div className="mb-1.5 flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-2xl">{m.host_templates()}</h1>
          <Button variant="ghost" onClick={onCancel}>
            {m.action_cancel()}
          </Button>
        </div>
        <p className="mb-6 text-[0.9375rem] text-muted-foreground">{m.template_text()}</p>
        {add.isError && <p className="mb-4 text-sm font-[520] text-destructive">{sentenceOf(add.error)}</p>}
        <ul className="grid gap-4 md:grid-cols-2">
          {templates.map((template) => (
            <TemplateCard
              key={template.id}
              template={template}
              isBusy={isBusy}
              onAdd={() => isBusy || add.mutate(template)}
            />
          ))}
        </ul>
      </div>
    </main>
  );
}

function TemplateCard({
  template,
  isBusy,
  onAdd,
}: {
  template: Template;
  isBusy: boolean;
  onAdd: () => void;
}) {
  const activities = template.activities();
  return (
    <li className="flex flex-col rounded-2xl border border-border bg-card px-5 pt-4.5 pb-5 shadow-xs">
      <h2 className="text-lg leading-6 font-semibold">{template.name()}</h2>
      <p className="mt-0.5 text-sm text-muted-foreground">{template.text()}</p>
      <ol className="mt-3.5 mb-5 grid gap-2">
        {activities.map(({ kind, title }) => {
          const { icon: Icon, short } = wordsOf(kind);
          return (
            <li key={title} className="flex items-start gap-2.5 text-sm leading-5">
              <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
              <span className="min-w-0 flex-1 wrap-words">{title}</span>
              <span className="shrink-0 text-[0.8125rem] text-muted-foreground">{short()}</span>
            </li>
          );
        })}
      </ol>
      <Button
        className="mt-auto self-start"
        aria-disabled={isBusy || undefined}
        aria-label={`${template.name()}: ${m.template_add(counted(activities.length))}`}
        onClick={onAdd}
      >
        <Plus aria-hidden="true" />
        {m.template_add(counted(activities.length))}
      </Button>
    </li>
  );
}
