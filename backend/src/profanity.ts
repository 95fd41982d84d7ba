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
/** Only beside a letter: “455” is a number, “4ss” is not. */
const LEET_WORDS = /[\p{L}\d@$!|]*\p{L}[\p{L}\d@$!|]*/gu;
/** Three letters or more that stand alone: “f u c k”, “f.u.c.k”. */
const SPELT = /(?<![\p{L}\p{N}])\p{L}(?:[\s._*~-]+\p{L}(?![\p{L}\p{N}])){2,}/gu;
const NO_LETTERS = /[^\p{L}\p{M}\p{N}]+/gu;

/** Whether it holds a rude word of any language we know, also spelt with digits, with gaps, or drawn out. Whole words: Scunthorpe is a town. */
export function isRude(text: string): boolean {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFKC');
  return spellings(plain).some((spelling) => ANYWHERE.test(spelling) || filter.exists(spelling));
}

/** How it may be meant, each once. */
function spellings(plain: string): string[] {
  const decoded = plain.replace(LEET_WORDS, (word) =>
    word.replace(/[\d@$!|]/gu, (sign) => LEET[sign] ?? sign),
  );
  const found = [plain, decoded].flatMap((spelling) => [
    spelling,
    spelling.replace(SPELT, (letters) => letters.replace(NO_LETTERS, '')),
    // The whole answer with its gaps closed: “fu ck”.
    spelling.replace(NO_LETTERS, ''),
  ]);
  const drawnOut = found.flatMap((spelling) => [
    spelling.replace(/(\p{L})\1{2,}/gu, '$1'),
    spelling.replace(/(\p{L})\1{2,}/gu, '$1$1'),
  ]);
  return [...new Set([...found, ...drawnOut])];
}
