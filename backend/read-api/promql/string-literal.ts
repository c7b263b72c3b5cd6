const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};
const ESCAPE =
  /\\(?:x(?<x>[\da-fA-F]{2})|u(?<u>[\da-fA-F]{4})|U(?<U>[\da-fA-F]{8})|(?<o>[0-7]{3})|(?<simple>[abfnrtv\\"'])|(?<wrong>[\s\S]?))/g;

/**
 * What a quoted text of PromQL means; its escapes are Go's (https://go.dev/ref/spec#String_literals), and backquotes know none. null where an escape
 * is none of them, or a line ends within quotes.
 */
export function stringLiteral(quoted: string): string | null {
  const quote = quoted[0];
  const body = quoted.slice(1, -1);
  if (quote === '`') {
    return body;
  }
  if (body.includes('\n')) {
    return null;
  }
  let wrong = false;
  let bytes = false;
  const text = body.replace(ESCAPE, (...parts: unknown[]) => {
    const groups = parts.at(-1) as Readonly<Record<string, string | undefined>>;
    const code = groups.x ?? groups.u ?? groups.U;
    if (groups.simple !== undefined) {
      wrong ||= (groups.simple === '"' || groups.simple === "'") && groups.simple !== quote;
      return SIMPLE[groups.simple];
    }
    if (code !== undefined || groups.o !== undefined) {
      const point = code === undefined ? Number.parseInt(groups.o ?? '', 8) : Number.parseInt(code, 16);
      const byte = groups.x !== undefined || groups.o !== undefined;
      bytes ||= byte && point > 0x7f;
      wrong ||= point > 0x10ffff || (point >= 0xd800 && point < 0xe000) || (byte && point > 0xff);
      return wrong ? '' : String.fromCodePoint(point);
    }
    wrong = true;
    return '';
  });
  if (wrong) {
    return null;
  }
  // \x and octal escapes give bytes, which make up UTF-8 together.
  return bytes ? Buffer.from(text, 'latin1').toString('utf8') : text;
}
