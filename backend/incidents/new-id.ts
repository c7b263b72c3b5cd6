import { randomBytes } from 'node:crypto';

/** An id that nobody guesses and that is easy to read out of a URL: 16 hexadecimal digits. */
export function newId(): string {
  return randomBytes(8).toString('hex');
}
