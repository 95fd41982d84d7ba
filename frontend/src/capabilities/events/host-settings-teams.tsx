/** Teams of the event: whether there are any, how one gets into one, and what they are called. */
import type { EventSettings, Team } from '@plenum/protocol';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Segments } from '#/components/segments.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { SectionProps } from './host-settings.tsx';
import { Fixed, Section, SettingRow } from './host-settings-parts.tsx';

const TEAMS_MIN = 2;
const TEAMS_MAX = 20;
const NAME_MAX = 40;

export function TeamSettings({ event, save, isFrozen }: SectionProps) {
  const { teamMode } = event.settings;
  /** As typed; what is stored stands beneath until every team has its name. */
  const [teams, setTeams] = useState<readonly Team[]>(() => event.settings.teams);
  const isFixed = isFrozen('teamMode', 'teams');
  const isComplete = teams.length >= TEAMS_MIN && teams.every(({ name }) => name.trim() !== '');

  const setMode = (mode: EventSettings['teamMode']) => {
    const wanted = mode === 'off' || teams.length >= TEAMS_MIN ? teams : firstTeams();
    setTeams(wanted);
    save({ settings: { teamMode: mode, ...(mode !== 'off' && { teams: trimmed(wanted) }) } });
  };
  const store = (wanted: readonly Team[]) => {
    setTeams(wanted);
    const isWhole = wanted.length >= TEAMS_MIN && wanted.every(({ name }) => name.trim() !== '');
    if (isWhole) save({ settings: { teams: trimmed(wanted) } });
  };
  const typed = (id: string, name: string) =>
    setTeams(teams.map((team) => (team.id === id ? { ...team, name } : team)));

  return (
    <Section id="teams" title={m.host_settings_teams()} text={m.host_settings_teams_text()}>
      <SettingRow name={m.host_team_mode()} text={m.host_team_mode_text()}>
        <Segments
          label={m.host_team_mode()}
          value={teamMode}
          choices={[
            ['off', m.host_team_off()],
            ['choose', m.host_team_choose()],
            ['assigned', m.host_team_assigned()],
          ]}
          onChange={setMode}
        />
      </SettingRow>
      {teamMode !== 'off' && (
        <fieldset className="py-2.5">
          <legend className="mb-2 text-[0.9375rem] font-[560]">{m.host_team_names()}</legend>
          <ul className="grid gap-2 sm:grid-cols-2">
            {teams.map((team, index) => (
              <li key={team.id} className="flex items-center gap-1">
                <Input
                  dir="auto"
                  className="min-h-11"
                  autoComplete="off"
                  maxLength={NAME_MAX}
                  aria-label={m.host_team_name({ number: formatCount(index + 1) })}
                  value={team.name}
                  aria-invalid={team.name.trim() === '' || undefined}
                  onChange={(change) => typed(team.id, change.target.value)}
                  onBlur={() => isComplete && store(teams)}
                />
                <Button
                  variant="quiet"
                  size="icon-tap"
                  aria-label={m.host_team_remove({ team: team.name })}
                  disabled={teams.length <= TEAMS_MIN}
                  onClick={() => store(teams.filter(({ id }) => id !== team.id))}
                >
                  <X aria-hidden="true" />
                </Button>
              </li>
            ))}
          </ul>
          {teams.length < TEAMS_MAX && (
            <Button
              variant="quiet"
              className="mt-1.5 -ms-2.5 px-2.5"
              onClick={() => store([...teams, newTeam(teams.length + 1)])}
            >
              <Plus aria-hidden="true" />
              {m.host_team_add()}
            </Button>
          )}
          {!isComplete && <p className="mt-1 text-destructive">{m.host_team_missing()}</p>}
        </fieldset>
      )}
      {(isFixed || teamMode !== 'off') && <Fixed>{m.host_teams_fixed()}</Fixed>}
    </Section>
  );
}

const firstTeams = () => Array.from({ length: TEAMS_MIN }, (_, index) => newTeam(index + 1));
const trimmed = (teams: readonly Team[]): Team[] => teams.map(({ id, name }) => ({ id, name: name.trim() }));

/** The id is made here, so that sending a change twice never makes two teams. */
function newTeam(number: number): Team {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  const id = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id, name: m.host_team_name({ number: formatCount(number) }) };
}
