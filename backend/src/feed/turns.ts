/** Lets at most `atOnce` pieces of work run together; the others wait their turn, in order. */
export function createTurns(atOnce: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      return await work();
    } finally {
      // The turn is handed on, not given back.
      const go = waiting.shift();
      if (go) go();
      else running--;
    }
  };
}
