/**
 * What is not shown: control characters other than tab and line end, those that turn the direction of writing around (Unicode TR 36, "bidirectional
 * text spoofing"), and halves of surrogate pairs.
 */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What hides nothing, which is told faster than what does. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A text without hidden characters, cut to `most` UTF-16 units; what was cut shows as an ellipsis. */
export function cleanText(text: string, most: number): string {
  // Cut first: a megabyte is not to be searched for what nobody sees. The rest of a pair that the cut halved is hidden too.
  const cut = text.length > most ? text.slice(0, most - 1) : text;
  const clean = PLAIN.test(cut) ? cut : cut.replace(HIDDEN, '');
  return cut.length < text.length ? `${clean}…` : clean;
}

/** A page's address, where it is one of http or https; without user and password. Empty for everything else, such as `javascript:`. */
export function cleanUrl(text: unknown, most: number): string {
  if (typeof text !== 'string' || text === '' || text.length > most || !URL.canParse(text)) {
    return '';
  }
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return '';
  }
  url.username = '';
  url.password = '';
  return url.href;
}
