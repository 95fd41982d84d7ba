/** Pages on the projector that turn by themselves, and by the arrow keys, after which the page stays its full time again. */
import { useEffect, useState } from 'react';

const PAGE_MS = 8_000;

/** @returns The page to show, 0 … count − 1. */
export function usePageTurn(count: number): number {
  const [turned, setTurned] = useState(0);
  useEffect(() => {
    if (count < 2) return;
    const timer = setTimeout(() => setTurned(turned + 1), PAGE_MS);
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight' || key === 'PageDown') setTurned(turned + 1);
      if (key === 'ArrowLeft' || key === 'PageUp') setTurned(turned - 1);
    };
    document.addEventListener('keydown', press);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', press);
    };
  }, [count, turned]);
  return ((turned % count) + count) % count;
}
