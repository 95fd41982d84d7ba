/** Asks for a name after joining: an event where names are optional lets everybody in first. */
import type { EventSettings } from '@plenum/protocol';
import { useMutation } from '@tanstack/react-query';
import { updateMe } from '#/api/participants.ts';
import type { Identity } from '#/live/identity.ts';
import { NicknameForm, NicknameGiven } from './nickname-form.tsx';

export interface NicknameStepProps {
  readonly identity: Identity;
  readonly settings: EventSettings;
  /** With the name the server gave, or `null` for none. */
  readonly onNamed: (nickname: string | null) => void;
}

export function NicknameStep({ identity, settings, onNamed }: NicknameStepProps) {
  const { mutate, isPending, error, data, variables } = useMutation({
    mutationFn: (nickname: string) => updateMe(identity.eventId, identity.token, { nickname }),
    networkMode: 'always',
    onSuccess: ({ nickname }, wanted) => {
      if (nickname === wanted) onNamed(nickname);
    },
  });
  const given = data?.nickname ?? null;
  if (given !== null && variables !== undefined && given !== variables) {
    return <NicknameGiven wanted={variables} given={given} onContinue={() => onNamed(given)} />;
  }
  return (
    <NicknameForm
      isBusy={isPending}
      error={error}
      onName={mutate}
      settings={settings}
      {...(settings.nicknames !== 'required' && { onWithout: () => onNamed(null) })}
    />
  );
}
