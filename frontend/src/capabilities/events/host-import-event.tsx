/** A whole event from a file that was exported: a new draft with its activities, without answers. */
import { ApiError, uuidv7 } from '@plenum/protocol/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { importEvent } from '#/api/events.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import * as m from '#/paraglide/messages.js';

const BYTES_MAX = 10 * 1024 * 1024;

/** @param onFailed  With the sentence to show; `null` when a new try begins. */
export function ImportEventButton({ onFailed }: { onFailed: (sentence: string | null) => void }) {
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  // One id for all tries with the same file: an answer that got lost must not make a second event.
  const [newId, setNewId] = useState(() => uuidv7());
  const load = useMutation({
    networkMode: 'always',
    mutationFn: async (file: File) => importEvent(await readEventFile(file), newId),
    onMutate: () => onFailed(null),
    onSuccess: ({ id }) => navigate({ to: '/host/events/$eventId', params: { eventId: id } }),
    onError(error) {
      if (!(error instanceof ApiError && error.isTemporary)) setNewId(uuidv7());
      const sentence = error instanceof FileError ? error.sentence : importSentence(error);
      onFailed(sentence);
      announce(sentence, 'assertive');
    },
  });
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file !== undefined) load.mutate(file);
        }}
      />
      <Button
        aria-disabled={load.isPending || undefined}
        onClick={() => load.isPending || picker.current?.click()}
      >
        <FileUp aria-hidden="true" />
        {m.host_event_import()}
      </Button>
    </>
  );
}

class FileError extends Error {
  readonly sentence: string;

  constructor(sentence: string) {
    super(sentence);
    this.sentence = sentence;
  }
}

async function readEventFile(file: File): Promise<object> {
  if (file.size > BYTES_MAX) throw new FileError(m.host_event_import_large());
  try {
    const read: unknown = JSON.parse(await file.text());
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read;
  } catch {
    // Told below.
  }
  throw new FileError(m.host_event_import_unknown());
}

function importSentence(error: unknown): string {
  if (!(error instanceof ApiError)) return sentenceOf(error);
  switch (error.code) {
    case 'import_invalid':
      return m.host_event_import_unknown();
    case 'body_too_large':
      return m.host_event_import_large();
    case 'request_invalid': {
      const [first] = error.errors;
      return m.host_event_import_wrong({ what: first === undefined ? '' : `${first.path} ${first.message}` });
    }
    default:
      return sentenceOf(error);
  }
}
