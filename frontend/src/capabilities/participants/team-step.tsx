/** Choosing a team, once, after the name; and changing it as long as nobody has points. */
import type { Participant, Team } from '@plenum/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { updateMe } from '#/api/participants.ts';
import { FieldError } from '#/components/field-error.tsx';
import { TeamLetter } from '#/components/team-letter.tsx';
import { Button } from '#/components/ui/button.tsx';
import { cn } from '#/lib/cn.ts';
import { usePageTitle } from '#/lib/use-page-title.ts';
import type { Identity } from '#/live/identity.ts';
import * as m from '#/paraglide/messages.js';

/** Changes the team on the server, and what this page knows of the person. */
export function useTeamChange(identity: Identity, onChanged?: (participant: Participant) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (teamId: string | null) => updateMe(identity.eventId, identity.token, { teamId }),
    networkMode: 'always',
    onSuccess(participant) {
      void queryClient.invalidateQueries({ queryKey: ['me', identity.eventId] });
      onChanged?.(participant);
    },
  });
}

export interface TeamStepProps {
  readonly identity: Identity;
  readonly teams: readonly Team[];
  readonly onDone: () => void;
}

export function TeamStep({ identity, teams, onDone }: TeamStepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<Team | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const { mutate, isPending, error } = useTeamChange(identity, onDone);
  usePageTitle(m.team_choose());
  useEffect(() => heading.current?.focus(), []);

  const join = () => {
    setIsMissing(chosen === null);
    if (chosen !== null && !isPending) mutate(chosen.id);
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="mb-5.5 text-3xl">
        {m.team_choose()}
      </h1>
      <TeamChoice
        teams={teams}
        chosenId={chosen?.id ?? null}
        onChoose={(team) => {
          setIsMissing(false);
          setChosen(team);
        }}
      />
      {(isMissing || error !== null) && (
        <div className="mt-3">
          <FieldError id="team-problem">{error === null ? m.team_missing() : sentenceOf(error)}</FieldError>
        </div>
      )}
      <p className="mt-4 mb-5.5 text-sm text-muted-foreground">{m.team_average()}</p>
      <Button
        variant="primary"
        size="lg"
        className="w-full wrap-words"
        aria-disabled={isPending}
        onClick={join}
      >
        {chosen === null ? m.team_choose() : m.team_choose_join({ team: chosen.name })}
      </Button>
      <Button variant="ghost" size="lg" className="mt-2 w-full" onClick={onDone}>
        {m.team_choose_without()}
      </Button>
    </>
  );
}

/** Buttons, not radios: arrow keys never change the team by accident. */
export function TeamChoice({
  teams,
  chosenId,
  onChoose,
}: {
  teams: readonly Team[];
  chosenId: string | null;
  onChoose: (team: Team) => void;
}) {
  return (
    <ul aria-label={m.team_label()} className="grid gap-2.5 min-[360px]:grid-cols-2">
      {teams.map((team) => {
        const isChosen = team.id === chosenId;
        return (
          <li key={team.id} className="flex">
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose(team)}
              className={cn(
                'flex min-h-14 w-full items-center gap-2.5 rounded-xl border-[1.5px] px-3 py-2 text-start',
                isChosen ? 'border-primary bg-accent' : 'border-border bg-card shadow-xs hover:border-input',
              )}
            >
              {isChosen ? (
                <span className="grid size-7.5 shrink-0 place-items-center rounded-[9px] bg-primary text-primary-foreground">
                  <Check aria-hidden="true" className="size-4.5" strokeWidth={2.6} />
                </span>
              ) : (
                <TeamLetter name={team.name} />
              )}
              <span dir="auto" className={cn('min-w-0 wrap-words', isChosen && 'font-[580]')}>
                {team.name}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** "You play for Team Heron": told on the waiting page, also to whom the team was given. */
export function TeamNote({ team, className }: { team: Team; className?: string }) {
  return (
    <p
      className={cn(
        'mx-auto mt-6 flex w-fit max-w-full items-center gap-2.5 rounded-lg border border-border bg-card py-1.5 ps-2 pe-4',
        className,
      )}
    >
      <TeamLetter name={team.name} />
      <span className="min-w-0 wrap-words">{m.team_you({ team: team.name })}</span>
    </p>
  );
}
