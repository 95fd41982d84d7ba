/** Participants: join by code, be the same person again, carry a name, have a team; and leave when a host says so. */
import type { Capability } from '#/capability.ts';
import type { ParticipantHooks } from './participants.ts';
import { participantRoutes } from './routes.ts';

export function participants(hooks: ParticipantHooks): Capability {
  return {
    name: 'participants',
    ridesFlush: true,
    onTeamsChanging: 'participants_teams_lock',
    onTeamsChanged: 'participants_teams_changed',
    routes: (app, deps) => participantRoutes(app, deps, hooks),
  };
}
