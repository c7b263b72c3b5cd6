import { parseDuration } from '../../../contract/duration.ts';
import { parseLoopbackAddress } from '../../../contract/loopback-address.ts';
import { configWords } from './words.ts';

/** What is wrong with a URL, or null. */
export function checkUrl(text: string): string | null {
  return /^https?:\/\/[^/\s]+/.test(text) && URL.canParse(text) ? null : configWords.urlWrong();
}

/** What is wrong with a duration, or null. */
export function checkDuration(text: string): string | null {
  return parseDuration(text) === null ? configWords.notADuration() : null;
}

/** What is wrong with an address of this machine alone, or null. */
export function checkLoopback(text: string): string | null {
  return parseLoopbackAddress(text) === null ? configWords.notLoopback() : null;
}

/** What is wrong with a count, or null. */
export function checkCount(text: string): string | null {
  return /^[1-9]\d*$/.test(text) ? null : configWords.notACount();
}
