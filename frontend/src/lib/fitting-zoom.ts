/**
 * The last word on sizes: what is drawn is measured before anybody sees it, and becomes smaller, a step at a time, while
 * something of it stands outside its page. Estimates of what fits come first, so that this
 * seldom has anything to do at the designed size; at a larger one it finds where the drawing ends.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

const STEP = 0.1;
/** Smaller than designed only where nothing else is left: a foreign font, words longer than their column. */
const LEAST = 0.7;

/**
 * @param page    Holds the drawing; as high as there is room, whatever is in it.
 * @param chosen  What the host chose with + and −.
 * @param drawn   Names what is drawn. Each starts at what was chosen and never grows again: a page that turns keeps its size.
 */
export function useFittingZoom(page: RefObject<HTMLElement | null>, chosen: number, drawn: string): number {
  const [space, setSpace] = useState(0);
  const key = `${chosen} ${drawn} ${space}`;
  const [fitting, setFitting] = useState({ key, zoom: chosen });
  const zoom = fitting.key === key ? fitting.zoom : chosen;

  const measured = useRef('');
  // On every drawing: each may hold more than the one before.
  useLayoutEffect(() => {
    const { current } = page;
    const smaller = nextZoom(zoom, chosen);
    if (current === null || smaller >= zoom) return;
    // At a new size nothing may still be on its way from the old one: `data-fitting` stops it.
    const isNewSize = measured.current !== `${key} ${zoom}`;
    measured.current = `${key} ${zoom}`;
    current.toggleAttribute('data-fitting', isNewSize);
    const isTooLarge = isCut(current);
    current.removeAttribute('data-fitting');
    if (isTooLarge) setFitting({ key, zoom: smaller });
  });
  useEffect(() => {
    const again = () => setSpace((times) => times + 1);
    window.addEventListener('resize', again);
    // Absent where nothing is drawn at all: in tests.
    document.fonts?.addEventListener('loadingdone', again);
    return () => {
      window.removeEventListener('resize', again);
      document.fonts?.removeEventListener('loadingdone', again);
    };
  }, []);
  return zoom;
}

/** A step less; nobody's own choice below `LEAST` is made smaller still. */
export function nextZoom(zoom: number, chosen: number): number {
  return Math.max(Math.min(chosen, LEAST), Math.round((zoom - STEP) * 10) / 10);
}

/** A hair's breadth is rounding. */
const TOLERANCE_PX = 2;

/** Whether something stands outside the page or, of what stands in its `main`, outside that. */
function isCut(page: HTMLElement): boolean {
  return isOutside(page, page) || [...page.querySelectorAll('main')].some((main) => isOutside(main, main));
}

function isOutside(room: HTMLElement, of: HTMLElement): boolean {
  const bounds = room.getBoundingClientRect();
  return [...of.querySelectorAll('*')].some((element) => {
    const { top, right, bottom, left, width } = element.getBoundingClientRect();
    // Words for screen readers have one pixel; what lies on a field is the field's to cut.
    if (width <= 1 || element.parentElement?.closest('[data-slot=field]')) return false;
    return (
      top < bounds.top - TOLERANCE_PX ||
      bottom > bounds.bottom + TOLERANCE_PX ||
      left < bounds.left - TOLERANCE_PX ||
      right > bounds.right + TOLERANCE_PX
    );
  });
}
