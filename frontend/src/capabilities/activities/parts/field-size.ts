/** How large a field is in its own letters, so that words on it can be placed without overlapping. */
import { type RefObject, useLayoutEffect, useState } from 'react';

/** In em of the field's font. */
export interface EmSize {
  readonly width: number;
  readonly height: number;
}

/** `before` until it is drawn. */
export function useEmSize(field: RefObject<HTMLElement | null>, before: EmSize): EmSize {
  const [size, setSize] = useState(before);
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    const measure = () => {
      const em = Number.parseFloat(getComputedStyle(element).fontSize) || 16;
      const [width, height] = [element.clientWidth / em, element.clientHeight / em];
      if (width > 0 && height > 0) {
        setSize((known) => (known.width === width && known.height === height ? known : { width, height }));
      }
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [field]);
  return size;
}
