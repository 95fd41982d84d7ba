/** Who joined, as hosts see them: to find, to remove, to bring back. Never with their answers. */
import type { ParticipantResource } from '@plenum/protocol';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import type { Page } from '#/api/events.ts';
import { listParticipants, restoreParticipant } from '#/api/participants.ts';
import { announce } from '#/components/live-regions.tsx';
import { Badge } from '#/components/ui/badge.tsx';
import { Button } from '#/components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '#/components/ui/dialog.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Skeleton } from '#/components/ui/skeleton.tsx';
import { formatClock } from '#/lib/format.ts';
import { useDelayed } from '#/lib/use-delayed.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { RemoveDialog } from './host-remove-dialog.tsx';

const SEARCH_MAX = 64;
/** A pause in the typing. */
const PAUSE_MS = 300;

export const nameOf = ({ nickname }: Pick<ParticipantResource, 'nickname'>) =>
  nickname ?? m.host_people_nameless();

/** The way in, beside the audience. */
export function PeopleButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="quiet" size="sm" className="-ms-2.5">
          <UsersRound aria-hidden="true" />
          {m.host_people()}
        </Button>
      </DialogTrigger>
      <DialogContent asSheet className="max-w-xl">
        <DialogHeader>
          <DialogTitle>{m.host_people()}</DialogTitle>
          <DialogDescription>{m.host_people_text()}</DialogDescription>
        </DialogHeader>
        {isOpen && <People />}
      </DialogContent>
    </Dialog>
  );
}

function People() {
  const { eventId } = useLiveContext();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [removing, setRemoving] = useState<ParticipantResource | null>(null);
  const queryClient = useQueryClient();
  const isResting = useDelayed(typed.trim() !== search, PAUSE_MS);
  if (isResting) setSearch(typed.trim());

  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['people', eventId, search],
    queryFn: ({ pageParam }) => listParticipants(eventId, search, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: Page<ParticipantResource>) => nextCursor ?? undefined,
    networkMode: 'always',
    staleTime: 0,
  });
  const changed = () => void queryClient.invalidateQueries({ queryKey: ['people', eventId] });
  const restore = useMutation({
    networkMode: 'always',
    mutationFn: ({ id }: ParticipantResource) => restoreParticipant(eventId, id),
    onSuccess(person) {
      announce(m.host_people_restored({ name: nameOf(person) }));
      changed();
    },
    onError: (failed) => announce(sentenceOf(failed), 'assertive'),
  });
  const people = data?.pages.flatMap(({ items }) => items) ?? [];

  return (
    <>
      <Input
        type="search"
        dir="auto"
        aria-label={m.host_people_search()}
        placeholder={m.host_people_search()}
        maxLength={SEARCH_MAX}
        autoComplete="off"
        className="min-h-11"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="mt-3 min-h-64">
        {isPending ? (
          <Skeleton className="h-64" />
        ) : error !== null ? (
          <p role="alert" className="py-3 text-destructive">
            {sentenceOf(error)}
          </p>
        ) : people.length === 0 ? (
          <p role="status" className="py-3 text-muted-foreground">
            {search === '' ? m.host_people_none() : m.host_people_no_match()}
          </p>
        ) : (
          <ul aria-label={m.host_people()} className="divide-y divide-border">
            {people.map((person) => (
              <Person
                key={person.id}
                person={person}
                onRemove={() => setRemoving(person)}
                onRestore={() => restore.mutate(person)}
              />
            ))}
          </ul>
        )}
        {restore.error !== null && (
          <p role="alert" className="mt-2 text-sm text-destructive">
            {sentenceOf(restore.error)}
          </p>
        )}
        {hasNextPage && (
          <Button className="mt-3" aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {m.host_events_more()}
          </Button>
        )}
      </div>
      <RemoveDialog person={removing} onClose={() => setRemoving(null)} onRemoved={changed} />
    </>
  );
}

function Person({
  person,
  onRemove,
  onRestore,
}: {
  person: ParticipantResource;
  onRemove: () => void;
  onRestore: () => void;
}) {
  const teams = useEvent()?.settings.teams ?? [];
  const team = teams.find(({ id }) => id === person.teamId);
  const name = nameOf(person);
  const isRemoved = person.removedAt !== null;
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-0 flex-1 basis-40">
        <span
          dir="auto"
          className={
            person.nickname === null ? 'block text-muted-foreground' : 'block font-medium wrap-words'
          }
        >
          {name}
        </span>
        <span className="block text-sm text-muted-foreground">
          {m.host_people_joined({ time: formatClock(person.joinedAt) })}
          {team !== undefined && ` · ${team.name}`}
        </span>
      </span>
      {isRemoved && (
        <Badge>{person.mayReturn ? m.host_people_removed_return() : m.host_people_removed()}</Badge>
      )}
      {isRemoved ? (
        <Button size="sm" aria-label={m.host_people_restore_who({ name })} onClick={onRestore}>
          {m.host_people_restore()}
        </Button>
      ) : (
        <Button size="sm" variant="danger" aria-label={m.host_people_remove_who({ name })} onClick={onRemove}>
          {m.host_people_remove()}
        </Button>
      )}
    </li>
  );
}
