import { t } from '../translate.ts';

/** Longer texts are cut, so that one alert cannot take a page. */
const MOST_CHARACTERS = 2_000;

/** Characters that are not seen and could make a text read as another: controls, and those that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A text from outside as it may be shown: what is not seen becomes a sign that is (line feeds and tabs stay), and what is longer than `most` characters
 * is cut, with how much there is. React escapes everything else.
 */
export function shownText(text: string, most = MOST_CHARACTERS): string {
  const cut = text.length > most ? text.slice(0, most).replace(/[\ud800-\udbff]$/, '') : text;
  const plain = cut.replace(UNSEEN, signOf);
  return cut.length === text.length
    ? plain
    : t('text.cut', '{{text}}… ({{count}} characters in all)', { text: plain, count: text.length.toLocaleString() });
}

/** As `shownText`, in one line. */
export function shownLine(text: string, most = 300): string {
  return shownText(text.replace(/\s+/g, ' ').trim(), most);
}

function signOf(character: string): string {
  return character === '\n' || character === '\t' ? character : '\ufffd';
}

/** The address where it is one of the web, else null: an alert's link may hold anything. */
export function webAddress(text: string): string | null {
  if (!URL.canParse(text)) {
    return null;
  }
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}
