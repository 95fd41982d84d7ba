/** Nicknames: shown as given; equal ones are told apart by a number, and equal means equal to a reader's eye. */

/** What two equal names share: compatibility forms, case and spaces do not tell people apart. */
export function nicknameFold(nickname: string): string {
  return nickname.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
