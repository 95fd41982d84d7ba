/** The own team under "You and this event": to change while people choose and nobody has points, else to read. */
import type { EventSettings } from '@plenum/protocol';
import { sentenceOf } from '#/api/errors.ts';
import { FieldError } from '#/components/field-error.tsx';
import type { Identity } from '#/live/identity.ts';
import { useOwnTeam } from '#/live/standing.ts';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { TeamChoice, TeamNote, useTeamChange } from './team-step.tsx';

export function YouTeam({ identity, settings }: { identity: Identity; settings: EventSettings }) {
  const team = useOwnTeam();
  const hasPoints = useEntity('leaderboard', identity.eventId) !== undefined;
  const { mutate, error } = useTeamChange(identity);
  const mayChange = settings.teamMode === 'choose' && !hasPoints;
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-[560]">{m.team_label()}</h3>
      {mayChange ? (
        <TeamChoice teams={settings.teams} chosenId={team?.id ?? null} onChoose={({ id }) => mutate(id)} />
      ) : team === null ? (
        <p className="text-muted-foreground">{m.team_none()}</p>
      ) : (
        <TeamNote team={team} className="mx-0 mt-0" />
      )}
      {!mayChange && (
        <p className="mt-1.5 text-sm text-muted-foreground">
          {settings.teamMode === 'assigned' ? m.team_assigned() : m.team_fixed()}
        </p>
      )}
      {error !== null && (
        <div className="mt-2">
          <FieldError id="you-team-problem">{sentenceOf(error)}</FieldError>
        </div>
      )}
    </section>
  );
}
