/** Small texts kept on this device. A private window that keeps nothing is no error: then they live as long as the page. */

const unkept = new Map<string, string>();

export function readStored(name: string): string | null {
  try {
    return unkept.get(name) ?? localStorage.getItem(name);
  } catch {
    return unkept.get(name) ?? null;
  }
}

/** `null` removes. */
export function writeStored(name: string, text: string | null): void {
  unkept.delete(name);
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    if (text !== null) unkept.set(name, text);
  }
}

/** A stored JSON value; `null` when there is none or it cannot be read. */
export function readStoredJson<Value>(name: string): Value | null {
  try {
    return JSON.parse(readStored(name) ?? 'null') as Value | null;
  } catch {
    return null;
  }
}
