/** On the waiting page: which team one plays for. Nothing without one. */
import { useOwnTeam } from '#/live/standing.ts';
import { TeamNote } from './team-step.tsx';

export function OwnTeamNote() {
  const team = useOwnTeam();
  return team && <TeamNote team={team} />;
}
