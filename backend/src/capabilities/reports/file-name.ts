/** What files and sheets are called: after what people wrote, without what a file system or a spreadsheet takes amiss. */

const FILE_NAME_MAX = 80;
/** Of Excel, in UTF-16 units. */
const SHEET_NAME_MAX = 31;

/** `attachment` with a name of its own for old readers, which know ASCII alone (RFC 6266). */
export function contentDisposition(title: string, at: number, extension: string): string {
  const date = new Date(at).toISOString().slice(0, 10);
  const words = plain(title, /\.{2,}|^\.|[/\\:*?"<>|%]/g, FILE_NAME_MAX) || 'event';
  const name = `${words} ${date}.${extension}`;
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^-+/, '');
  const utf8 = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}

/** Different for every number, and from names without one. */
export function sheetName(number: number, title: string): string {
  return plain(`${number} ${title}`, /[[\]/\\:*?]/g, SHEET_NAME_MAX).replace(/'+$/, '');
}

/** On one line, cut between characters. */
function plain(text: string, forbidden: RegExp, unitsMax: number): string {
  const clean = text
    .replace(forbidden, ' ')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
  let kept = '';
  for (const { segment } of new Intl.Segmenter('und').segment(clean)) {
    if (kept.length + segment.length > unitsMax) break;
    kept += segment;
  }
  return kept.trim();
}
