/** Names to propose: a quality and an animal, gentle and easy to read across a room. Pure. */
import type { Locale } from '#/lib/locale.ts';

/** In German all animals are masculine, so that every quality fits every animal. */
const WORDS: Record<Locale, { qualities: readonly string[]; animals: readonly string[] }> = {
  en: {
    qualities:
      words(`Quiet Blue Bright Calm Clever Merry Gentle Golden Swift Brave Sunny Curious Patient Lively Silver Green
      Amber Cosy Cheerful Nimble Bold Kind Wandering Humming Early Starry`),
    animals:
      words(`Otter Heron Fox Badger Swan Beaver Owl Robin Hedgehog Lynx Falcon Dolphin Penguin Panda Koala Crane Stork
      Raven Salmon Elk Puffin Squirrel Turtle Whale Finch Newt`),
  },
  de: {
    qualities:
      words(`Stiller Blauer Heller Ruhiger Kluger Froher Sanfter Goldener Flinker Mutiger Sonniger Neugieriger
      Geduldiger Munterer Silberner Grüner Gelassener Heiterer Leiser Wacher Bunter Freundlicher Tapferer Summender
      Früher Kleiner`),
    animals:
      words(`Otter Reiher Fuchs Dachs Schwan Biber Uhu Igel Luchs Falke Delfin Pinguin Panda Koala Kranich Storch Rabe
      Lachs Elch Specht Spatz Hase Wal Fink Molch Kolibri`),
  },
};

/** @param random  0 ≤ … < 1. */
export function proposedNickname(locale: Locale, random: () => number = Math.random): string {
  const { qualities, animals } = WORDS[locale];
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] as string;
  return `${pick(qualities)} ${pick(animals)}`;
}

/** For tests: every word that can be proposed. */
export function nicknameWords(locale: Locale): string[] {
  return [...WORDS[locale].qualities, ...WORDS[locale].animals];
}

function words(list: string): string[] {
  return list.split(/\s+/);
}
