/** Words that alone say nothing (“the”), by language. */
// Also for those who compile this file without the rest of the backend.
/// <reference path="./stopword.d.ts" />
import type { StopWordLanguage } from '@plenum/protocol';
import * as lists from 'stopword';

/**
 * The lists were made for search engines, which gain by leaving out “good” and “time”; a room that is asked how it is means them.
 * So these count, whatever a list says.
 */
const ANSWERS = {
  en: 'like make many might more most much never now still same well',
  de: `allein bald bekannt besonders besser besten dank ehrlich eigen einander einmal endlich ernst erst falsch früher ganz gegen
    gemacht genug gerade gern gleich gott groß große großes gut gute guter gutes heute hoch immer ja jahr jahre jetzt kein keine
    klein kleine kurz lang lange langsam leicht leide lieber machen mann mehr mensch menschen mittel möglich morgen natürlich nein
    neu neue neues nicht nichts nie niemand offen oft ordnung recht richtig rund sache satt schlecht schluss später suche tag tage
    teil tun viel viele vielleicht weg weiter wenig wichtig wirklich wissen wohl zeit zurück zusammen zwei drei vier fünf sechs
    sieben acht neun zehn eins`,
  fr: 'être avoir moi nous sans',
  es: '',
  it: 'noi più tutti tutto',
  nl: 'geen ja meer niets nu veel worden zijn',
  pt: '',
  pl: 'bardzo daleko dobrze dużo dzisiaj mało nic nigdy razem teraz wiele więcej wszyscy wszystko zawsze źle',
  sv: `aldrig alla allt alltid bra bäst bättre dag enkel enkelt fler gemensam god goda gott hög höger idag imorgon ingenting ja just
    kanske lite liten lång långsam långsamt lätt mer möjlig möjligt mycket många nej nog nödvändig nödvändigt nu ofta redan rätt sen
    sent själv slutligen små smått snart stor stort sämst tack tidig tidigt tillsammans vacker viktig viktigt vi vill vänster ett två
    tre fyra fem sex sju åtta nio tio`,
  da: 'aldrig altid god godt hej ja jo lille mange meget mere nej ny nyt nu okay stor store tag én to tre fire fem seks syv otte ni ti',
} satisfies Record<StopWordLanguage, string>;

const LISTS = {
  en: lists.eng,
  de: lists.deu,
  fr: lists.fra,
  es: lists.spa,
  it: lists.ita,
  nl: lists.nld,
  pt: lists.por,
  pl: lists.pol,
  sv: lists.swe,
  da: lists.dan,
} satisfies Record<StopWordLanguage, readonly string[]>;

const stopWords = new Map(
  Object.entries(LISTS).map(([language, list]) => {
    const answers = new Set(ANSWERS[language as StopWordLanguage].split(/\s+/));
    return [language, new Set(list.filter((word) => !answers.has(word)))];
  }),
);

/** Whether a folded word or phrase is made of nothing but stop words: “of the”, but not “the street”. `null`: every word counts. */
export function saysNothing(folded: string, language: StopWordLanguage | null): boolean {
  const list = language === null ? undefined : stopWords.get(language);
  return list !== undefined && folded.split(/[\s'-]+/u).every((word) => word === '' || list.has(word));
}
