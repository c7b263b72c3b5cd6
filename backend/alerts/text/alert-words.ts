import type { AlertEvent } from '../alert.ts';

/** Characters of one annotation that are read; what is said later tells alerts apart no more. */
const READ = 2_000;
/** Words of one alert. */
const MOST_WORDS = 200;

/** Words that say nothing of what happened. */
const EMPTY_WORDS = new Set(
  (
    'a an and are as at be been but by for from had has have in into is it its more no not of on or over than that the this to too was were ' +
    'which while will with alert alerts alerting firing current currently value last least minute minutes second seconds hour hours'
  ).split(' ')
);

/** Annotations that lead somewhere rather than say something. */
const LINK = /url|link|dashboard|panel|runbook|image|orgid/i;

/**
 * The words of a text: names in camel and snake case taken apart, lower case, plurals without their s. Numbers, hashes and words of one letter are
 * left out, since they differ between alerts that mean the same.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  const apart = text
    .slice(0, READ)
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  for (const raw of apart.split(/[^\p{L}\p{N}]+/u)) {
    const word = raw.toLowerCase();
    if (word.length < 2 || /\d/.test(word) || EMPTY_WORDS.has(word)) {
      continue;
    }
    words.push(word.length > 3 && word.endsWith('s') && !/[siu]s$/.test(word) ? word.slice(0, -1) : word);
    if (words.length >= MOST_WORDS) {
      break;
    }
  }
  return words;
}

/** The words of an alert: of its name (twice, since a name is chosen with care) and of its annotations. */
export function alertWords(alert: Pick<AlertEvent, 'annotations'> & { readonly name: string }): string[] {
  const name = wordsOf(alert.name);
  const words = [...name, ...name];
  for (const key of Object.keys(alert.annotations).toSorted()) {
    if (!LINK.test(key) && words.length < MOST_WORDS) {
      words.push(...wordsOf(alert.annotations[key]));
    }
  }
  return words.slice(0, MOST_WORDS);
}
