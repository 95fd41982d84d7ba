/** The title of one step; it takes the focus when the step comes. */
import type { ReactNode, RefObject } from 'react';

export type HeadingRef = RefObject<HTMLHeadingElement | null>;

export function StepHeading({
  headingRef,
  title,
  text,
  children,
}: {
  headingRef: HeadingRef;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <div className="mt-7 mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div>
        <h1 ref={headingRef} tabIndex={-1} className="text-3xl outline-none">
          {title}
        </h1>
        <p className="mt-0.75 text-[0.9375rem] text-muted-foreground">{text}</p>
      </div>
      {children}
    </div>
  );
}
