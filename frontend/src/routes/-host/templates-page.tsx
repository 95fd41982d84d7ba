/** The page of ready-made sets, loaded when somebody comes here. */
import { KindBoundary } from '#/capabilities/activities/kind-boundary.tsx';
import { lazyPart, usePart } from '#/capabilities/activities/kinds/part.ts';
import { type Added, useOnceThere } from './added-note.tsx';

const page = lazyPart(
  async () => (await import('#/capabilities/activities/host-template-picker.tsx')).TemplatePicker,
);

interface Props {
  readonly onAdded: (added: Added) => void;
  readonly onCancel: () => void;
}

export function TemplatesPage(props: Props) {
  return (
    <KindBoundary coming={<main className="flex-1" aria-busy="true" />}>
      <Loaded {...props} />
    </KindBoundary>
  );
}

function Loaded(props: Props) {
  const Picker = usePart(page);
  return <Picker {...props} onAdded={useOnceThere(props.onAdded)} />;
}
