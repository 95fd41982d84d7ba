/** The own points of a quiz and the own team, as `/me` last said; asked again after the leaderboard changed. */
import type { OwnPoints, Standing, Team } from '@plenum/protocol';
import { useMe, useParticipation } from './participation.tsx';
import { useEvent } from './use-feed.ts';

/** `null` without points; `undefined` until the server answered. */
export function useStanding(): Standing | null | undefined {
  const { identity } = useParticipation();
  const run = useEvent()?.run;
  return useMe(identity, (me) => (me.run === run ? me.standing : null));
}

/** What one question gave; `null` while it is not known, and for whoever did not answer it. */
export function useOwnPoints(activityId: string): OwnPoints | null {
  return useStanding()?.questions.find((question) => question.activityId === activityId) ?? null;
}

/** The own team; `null` in none. */
export function useOwnTeam(): Team | null {
  const { identity } = useParticipation();
  const settings = useEvent()?.settings;
  const teamId = useMe(identity, (me) => me.participant.teamId);
  if (settings === undefined || settings.teamMode === 'off') return null;
  return settings.teams.find(({ id }) => id === teamId) ?? null;
}
