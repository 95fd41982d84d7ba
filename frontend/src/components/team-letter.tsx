/** A team's badge: the first letter of what tells it from the others. */

/** "Team Heron" and "Team Otter" are H and O. */
export function teamLetter(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const word = words.length > 1 && /^team$/i.test(words[0] ?? '') ? words[1] : words[0];
  return [...new Intl.Segmenter().segment(word ?? '')][0]?.segment.toLocaleUpperCase() ?? '';
}

export function TeamLetter({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-7.5 shrink-0 place-items-center rounded-[9px] bg-foreground text-[0.9375rem] font-[680] text-background"
    >
      {teamLetter(name)}
    </span>
  );
}
