/** Where people join: this page's own origin, as a link and as what one reads off a wall. */

export function joinAddress(code: string): string {
  return `${window.location.origin}/j/${code}`;
}

/** Without `https://`, which nobody types. */
export function joinHost(): string {
  return window.location.host;
}
