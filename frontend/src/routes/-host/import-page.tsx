/** The page that adds many activities from a table. It and its readers of files are loaded when somebody comes here. */
import { KindBoundary } from '#/capabilities/activities/kind-boundary.tsx';
import { lazyPart, usePart } from '#/capabilities/activities/kinds/part.ts';
import { pickableKinds, wordsOf } from '#/capabilities/activities/kinds/words.ts';
import type { ImportPageProps } from '#/capabilities/imports/import-page.tsx';
import { useLiveContext } from '#/live/live-event.tsx';
import { useOnceThere } from './added-note.tsx';

const page = lazyPart(async () => (await import('#/capabilities/imports/import-page.tsx')).ImportActivities);

type Props = Pick<ImportPageProps, 'eventTitle' | 'onAdded' | 'onClose'>;

export function ImportPage(props: Props) {
  return (
    <KindBoundary coming={<main className="min-h-dvh" aria-busy="true" />}>
      <Loaded {...props} />
    </KindBoundary>
  );
}

function Loaded(props: Props) {
  const Page = usePart(page);
  const { eventId, loop } = useLiveContext();
  const onceThere = useOnceThere(props.onAdded);
  return (
    <Page
      {...props}
      eventId={eventId}
      kinds={pickableKinds}
      wordsOf={wordsOf}
      onAdded={(added) => {
        loop.poke();
        onceThere(added);
      }}
    />
  );
}
