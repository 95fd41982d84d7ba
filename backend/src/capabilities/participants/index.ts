/** Participants: join by code, be the same person again, carry a name. */
import type { Capability, MeField } from '#/capability.ts';
import { participantRoutes } from './routes.ts';

/** @param meFields  What other capabilities add to `/me`. */
export function participants(meFields: readonly MeField[]): Capability {
  return {
    name: 'participants',
    ridesFlush: true,
    routes: (app, deps) => participantRoutes(app, deps, meFields),
  };
}
