/** A message with `{#b}bold{/b}` parts: `<Rich parts={m.saved.parts()} />`. */
import { Fragment } from 'react';

type Part = { type: string; value?: string; name?: string };

export function Rich({ parts }: { parts: readonly Part[] }) {
  let depth = 0;
  return parts.map((part, index) => {
    if (part.type === 'markup-start') depth += 1;
    if (part.type === 'markup-end') depth -= 1;
    if (part.type !== 'text') return null;
    const key = `${index}`;
    return depth > 0 ? (
      <b key={key} className="font-semibold">
        {part.value}
      </b>
    ) : (
      <Fragment key={key}>{part.value}</Fragment>
    );
  });
}
