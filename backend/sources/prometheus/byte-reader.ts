/** What is no JSON of the expected form at the byte where the reader stands. */
export class UnexpectedByte extends Error {
  override name = 'UnexpectedByte';
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What may follow a number: comma, brackets, white space. */
const ENDS = new Set([0x2c, 0x5d, 0x7d, 0x20, 0x0a, 0x0d, 0x09]);
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** Below it every whole number is a double, and so is ten times it plus nine below 2^53. */
const MOST_EXACT = 900_719_925_474_098;

/**
 * Reads JSON byte by byte where building objects would cost too much: numbers come out as they are met, everything else as spans of
 * bytes for JSON.parse. Numbers are correctly rounded.
 */
export class ByteReader {
  at = 0;
  private readonly bytes: Buffer;

  constructor(body: Uint8Array) {
    this.bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }

  /** The next byte after white space, not yet taken. */
  peek(): number {
    const { bytes } = this;
    let byte = bytes[this.at];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      byte = bytes[++this.at];
    }
    return byte;
  }

  /** Takes a byte if it comes next. */
  take(byte: number): boolean {
    if (this.peek() === byte) {
      this.at++;
      return true;
    }
    return false;
  }

  expect(byte: number): void {
    if (!this.take(byte)) {
      throw new UnexpectedByte(`expected ${String.fromCharCode(byte)} at byte ${this.at}`);
    }
  }

  /** Calls `each` with the name of every member of an object; it must take the member's value. */
  members(each: (name: string) => void): void {
    this.expect(0x7b);
    if (this.take(0x7d)) {
      return;
    }
    do {
      const name = String(this.value());
      this.expect(0x3a);
      each(name);
    } while (this.take(0x2c));
    this.expect(0x7d);
  }

  /** Calls `each` for every item of an array; it must take the item. */
  items(each: () => void): void {
    this.expect(0x5b);
    if (this.take(0x5d)) {
      return;
    }
    do {
      each();
    } while (this.take(0x2c));
    this.expect(0x5d);
  }

  /** Any value, read by JSON.parse. */
  value(): unknown {
    this.peek();
    const start = this.at;
    this.skip();
    return JSON.parse(this.bytes.toString('utf8', start, this.at));
  }

  /** A JSON number, or a string that holds one (`"1.5"`, `"NaN"`, `"+Inf"`). */
  number(): number {
    const quoted = this.take(QUOTE);
    const value = this.bareNumber(quoted);
    if (quoted && this.bytes[this.at++] !== QUOTE) {
      throw new UnexpectedByte(`a string did not end at byte ${this.at}`);
    }
    return value;
  }

  /** Up to 15 digits and a power of ten that is a double by itself are exact (Clinger 1990); the rest is left to the language. */
  private bareNumber(quoted: boolean): number {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    const negative = bytes[at] === 0x2d;
    if (negative) {
      at++;
    }
    let mantissa = 0;
    let decimals = 0;
    let exact = true;
    let point = false;
    let digits = 0;
    for (; ; at++) {
      const digit = bytes[at] - 0x30;
      if (digit >= 0 && digit <= 9) {
        exact &&= mantissa <= MOST_EXACT;
        mantissa = mantissa * 10 + digit;
        decimals += point ? 1 : 0;
        digits++;
      } else if (bytes[at] === 0x2e && !point) {
        point = true;
      } else {
        break;
      }
    }
    const next = bytes[at];
    const ended = quoted ? next === QUOTE : ENDS.has(next);
    if (ended && exact && digits > 0 && decimals < POWERS.length) {
      this.at = at;
      const value = mantissa / POWERS[decimals];
      return negative ? -value : value;
    }
    return this.slowNumber(start, quoted);
  }

  private slowNumber(start: number, quoted: boolean): number {
    const { bytes } = this;
    let end = start;
    while (end < bytes.length && (quoted ? bytes[end] !== QUOTE : !ENDS.has(bytes[end]))) {
      end++;
    }
    this.at = end;
    const text = bytes.toString('latin1', start, end);
    const value = text === '+Inf' || text === 'Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
    if (text === '' || (Number.isNaN(value) && text !== 'NaN')) {
      throw new UnexpectedByte(`no number at byte ${start}`);
    }
    return value;
  }

  /** Goes past one value. */
  skip(): void {
    const { bytes } = this;
    let depth = 0;
    this.peek();
    for (; this.at < bytes.length; this.at++) {
      const byte = bytes[this.at];
      if (byte === QUOTE) {
        this.skipString();
        if (depth === 0) {
          this.at++;
          return;
        }
      } else if (byte === 0x7b || byte === 0x5b) {
        depth++;
      } else if (byte === 0x7d || byte === 0x5d) {
        if (depth === 0) {
          return;
        }
        if (--depth === 0) {
          this.at++;
          return;
        }
      } else if (depth === 0 && (byte === 0x2c || byte === 0x20 || byte === 0x0a)) {
        return;
      }
    }
    throw new UnexpectedByte('the text ends within a value');
  }

  /** From the opening quote to the closing one. */
  private skipString(): void {
    const { bytes } = this;
    for (this.at++; this.at < bytes.length; this.at++) {
      if (bytes[this.at] === BACKSLASH) {
        this.at++;
      } else if (bytes[this.at] === QUOTE) {
        return;
      }
    }
    throw new UnexpectedByte('the text ends within a string');
  }
}
