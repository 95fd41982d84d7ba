/**
 * Whether a text holds a word that a host would rather see before the room does. A brake, not a judge: what it finds waits for a host,
 * and the host has the last word.
 *
 * The library's lists for English and Italian are people's. Its other ten came out of a translating machine: “中国”, “não”, “pomme” and
 * “lustig” stand in them and would hide honest answers. So of those languages only the words below are used.
 */
import { Profanity } from '@2toad/profanity';

/** Also everyday words, names, or another language's: “Kummer” is grief, “kock” a cook, “fava” a bean. */
const INNOCENT = {
  en: `balls bloody bum coon cox dink dinks fanny flange fux hoar hoare hoer jap kock kum kummer kums lust lusting muff nob pawn
    pecker pron screwing sex snatch spac teets wang willies willy`,
  it: `bagnarsi balle battere biga brinca cadavere casci cesso ciospo cozza fava femminuccia fica finocchio goldone guardone ingoio
    lecchino loffa mona monta montare mussa nave_scuola padulo palle patacca pecorina pesce picio pipì pippa pisello pistolotto pompa
    porco quaglia regina ruffiano sbattere sbattersi sega spagnola succhione tarzanello tirare topa vacca vangare zio_cantante`,
};

const RUDE = {
  de: `arsch arschficker arschloch arschlöcher drecksau fick ficken ficker fickt fotze fotzen gefickt hure huren hurensohn kacke
    missgeburt muschi nutte pisse pissen scheiß scheiße scheisse scheißkerl schlampe schlampen schwuchtel schwuchteln titten verfickt
    verpiss wichser wixer`,
  es: `cabrón cabrones chupapollas coño culo follada follar gilipollas hijo_de_puta hijos_de_puta joder maricón maricones mierda
    mierdas pendejo polla pollas puta putas puto verga zorra`,
  fr: `baise baiser bordel chatte connard connards connasse conne couille couilles cul culs encule enculé enculés fils_de_pute
    merde merdes nichons nique niquer pute putes putain salope salopes salaud`,
  pt: `boceta bosta buceta caralho caralhos cona cu filho_da_puta filhos_da_puta foda fodas foda-se foder merda merdas porra puta putas
    viado`,
  ru: `бля блядь блять ебать ебаный гондон дерьмо долбоёб жопа залупа манда минет мудак мудаки пизда пиздец пидор пидорас сука суки
    хуй хуйня хуи шлюха шлюхи`,
  ar: 'خرا زب شرموط شرموطة عاهرات عاهرة قحبة كس كسمك لعين منيوك نيك',
  hi: 'गांड चूत चूतिया बहनचोद भोसड़ी मादरचोद रंडी लंड लौड़ा हरामी',
  ja: 'くそ クソ ちんこ チンコ ちんぽ チンポ まんこ マンコ オマンコ 死ね',
  ko: '개새끼 느금마 미친놈 병신 븅신 시발 씨발 씹 좆 지랄',
  zh: '傻逼 傻屄 他妈的 她妈的 你妈的 操你妈 肏 鸡巴 婊子 狗娘养的 贱人 王八蛋 混蛋',
};

/** So plain that they need no end: “Fuckup”, “Scheißwetter”. No innocent word is known that has one inside. */
const ANYWHERE =
  /fuck|scheiß|arschl(?:o|ö)ch|hurens(?:o|ö)hn|傻逼|他妈的|操你妈|鸡巴|婊子|マンコ|まんこ|씨발|개새끼/u;

const words = (list: string) => list.split(/\s+/).map((word) => word.replaceAll('_', ' '));

// With ASCII boundaries “schön” would end behind its “sch”.
const filter = new Profanity({ languages: ['en', 'it'], unicodeWordBoundaries: true });
filter.removeWords([...words(INNOCENT.en), ...words(INNOCENT.it)]);
filter.addWords(Object.values(RUDE).flatMap(words));

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
};
const LEET_WORDS = /[\p{L}\d@$!|]+/gu;
const LETTER = /\p{L}/u;
/** Three letters or more that stand alone: “f u c k”, “f.u.c.k”. */
const SPELT = /(?<![\p{L}\p{N}])\p{L}(?:[\s._*~-]+\p{L}(?![\p{L}\p{N}])){2,}/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const GAPS = /[^\p{L}\p{M}\p{N}]+/gu;
const DRAWN_OUT = /(\p{L})\1{2,}/gu;

/**
 * Whether it holds a rude word of any language we know, also spelt with digits, with gaps, or drawn out.
 * Whole words, with few exceptions: Scunthorpe is a town.
 */
export function isRude(text: string): boolean {
  const plain = text.replace(INVISIBLE, '').normalize('NFKC').toLowerCase().normalize('NFKC');
  const spellings = [plain, decoded(plain)].flatMap((spelling) => [
    spelling,
    spelling.replace(SPELT, (letters) => letters.replace(GAPS, '')),
    spelling.replace(DRAWN_OUT, '$1'),
    spelling.replace(DRAWN_OUT, '$1$1'),
  ]);
  if (spellings.some((spelling) => ANYWHERE.test(spelling))) return true;
  // “fu ck”: all of it is one word. Not anywhere in it, or nobody could write “of Uckfield”.
  const closed = spellings.map((spelling) => spelling.replace(GAPS, ''));
  return [...new Set([...spellings, ...closed])].some((spelling) => filter.exists(spelling));
}

/** Digits and signs for the letters they look like, beside a letter: “4ss” is a word, “455” a number. */
function decoded(plain: string): string {
  return plain.replace(LEET_WORDS, (word) =>
    LETTER.test(word) ? word.replace(/[\d@$!|]/gu, (sign) => LEET[sign] ?? sign) : word,
  );
}
