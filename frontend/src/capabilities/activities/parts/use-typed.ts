/** What is being typed and not sent, beside an answer that grows one by one. Kept on this phone like any draft. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { dropDraft, readDraft, subscribeDrafts, writeDraft } from './local-drafts.ts';

/**
 * @param draftKey  As `Open` got it.
 * @param refused   What was sent and not taken: it comes back into an empty field, for another try.
 */
export function useTyped(
  draftKey: string,
  refused: string | undefined,
): [typed: string, setTyped: (typed: string) => void] {
  const read = () => readDraft(draftKey);
  const kept = useSyncExternalStore(subscribeDrafts, read, read);
  const typed = typeof kept === 'string' ? kept : '';
  const givenBack = useRef<string>(undefined);
  useEffect(() => {
    if (refused !== undefined && refused !== givenBack.current && typed === '') writeDraft(draftKey, refused);
    givenBack.current = refused;
  }, [refused, typed, draftKey]);
  return [typed, (text) => (text === '' ? dropDraft(draftKey) : writeDraft(draftKey, text))];
}
