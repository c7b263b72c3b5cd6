import { IMPORT_LIMITS, refused } from './limits.ts';

const MALFORMED = 'The file is damaged or no ONNX file';
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Work that reading one file may take; shared by all readers of it. */
export class ReadingBudget {
  private fields: number;

  constructor(fields: number = IMPORT_LIMITS.fields) {
    this.fields = fields;
  }

  spend(count: number): void {
    this.fields -= count;
    if (this.fields < 0) {
      throw refused('The file holds more fields than Nightjar reads: take a smaller model.');
    }
  }
}

/**
 * Reads one protocol-buffers message (https://protobuf.dev/programming-guides/encoding/), the counterpart of ../protobuf.ts, from bytes nobody
 * vouches for. Nothing is copied and nothing is allocated by a length the file claims; lengths, wire types, varints, nesting and the number of fields are
 * checked. Throws `bad-request`.
 */
export class WireReader {
  /** The field that `next` found, and its wire type. */
  field = 0;
  wire = 0;
  private readonly source: Uint8Array;
  private readonly view: DataView;
  private readonly budget: ReadingBudget;
  private readonly depth: number;
  private at = 0;

  constructor(source: Uint8Array, budget: ReadingBudget, depth = 1) {
    if (depth > IMPORT_LIMITS.messageDepth) {
      throw refused(`${MALFORMED}: its parts are nested more than ${IMPORT_LIMITS.messageDepth} deep.`);
    }
    this.source = source;
    this.view = new DataView(source.buffer, source.byteOffset, source.byteLength);
    this.budget = budget;
    this.depth = depth;
  }

  /** Goes to the next field; false at the end. Its content must then be read, or skipped. */
  next(): boolean {
    if (this.at === this.source.length) {
      return false;
    }
    this.budget.spend(1);
    const key = this.varint();
    this.wire = key % 8;
    this.field = Math.floor(key / 8);
    if (this.field < 1 || this.field >= 2 ** 29 || key < 0) {
      throw this.malformed('a field has no valid number');
    }
    return true;
  }

  /** An int32 or int64; beyond 2^53 it is rounded. */
  int(): number {
    this.expect(0);
    return this.varint();
  }

  float(): number {
    this.expect(5);
    const value = this.view.getFloat32(this.take(4), true);
    return value;
  }

  /** The field's bytes, a view. */
  bytes(): Uint8Array {
    this.expect(2);
    const length = this.varint();
    const from = this.take(length);
    return this.source.subarray(from, from + length);
  }

  /** A reader of the message that the field is. */
  message(): WireReader {
    return new WireReader(this.bytes(), this.budget, this.depth + 1);
  }

  text(mostBytes: number = IMPORT_LIMITS.nameBytes): string {
    const bytes = this.bytes();
    if (bytes.length > mostBytes) {
      throw refused(`The file holds a text of ${bytes.length} bytes where ${mostBytes} are the most: shorten it.`);
    }
    try {
      return decoder.decode(bytes);
    } catch {
      throw this.malformed('a text is not UTF-8');
    }
  }

  /** Whole numbers of a repeated field, packed or one by one, added to `into`. */
  ints(into: number[]): void {
    if (this.wire === 0) {
      into.push(this.varint());
      return;
    }
    const packed = new WireReader(this.bytes(), this.budget, this.depth + 1);
    while (packed.at < packed.source.length) {
      this.budget.spend(1);
      into.push(packed.varint());
    }
  }

  /** How many whole numbers a repeated field adds, without keeping them. */
  countInts(): number {
    if (this.wire === 0) {
      this.varint();
      return 1;
    }
    const bytes = this.bytes();
    this.budget.spend(Math.ceil(bytes.length / 8));
    let count = 0;
    for (let i = 0; i < bytes.length; i++) {
      count += Number(bytes[i] < 0x80);
    }
    return count;
  }

  /** How many numbers of `size` bytes (4 or 8) a repeated field adds. */
  countFixed(size: 4 | 8): number {
    if (this.wire === (size === 4 ? 5 : 1)) {
      this.take(size);
      return 1;
    }
    const { length } = this.bytes();
    if (length % size !== 0) {
      throw this.malformed('a list of numbers ends within one');
    }
    return length / size;
  }

  skip(): void {
    switch (this.wire) {
      case 0:
        this.varint();
        break;
      case 1:
        this.take(8);
        break;
      case 2:
        this.bytes();
        break;
      case 5:
        this.take(4);
        break;
      default:
        throw this.malformed(`wire type ${this.wire} is not used by ONNX`);
    }
  }

  private expect(wire: number): void {
    if (this.wire !== wire) {
      throw this.malformed(`field ${this.field} is of the wrong kind`);
    }
  }

  /** Moves on by so many bytes; gives where they begin. */
  private take(length: number): number {
    if (!(length >= 0 && length <= this.source.length - this.at)) {
      throw this.malformed('a part is longer than what is left of the file');
    }
    const from = this.at;
    this.at += length;
    return from;
  }

  /** At most ten bytes, of which the tenth is 0 or 1; two's complement of 64 bits. */
  private varint(): number {
    let low = 0;
    let high = 0;
    for (let i = 0; i < 10; i++) {
      const byte = this.source[this.take(1)];
      const bits = byte & 0x7f;
      if (i === 9 && byte > 1) {
        break;
      }
      if (i < 4) {
        low |= bits << (7 * i);
      } else if (i === 4) {
        low |= bits << 28;
        high |= bits >> 4;
      } else {
        high |= bits << (7 * i - 32);
      }
      if (byte < 0x80) {
        return high * 2 ** 32 + (low >>> 0);
      }
    }
    throw this.malformed('a number is longer than 64 bits');
  }

  private malformed(why: string): Error {
    return refused(`${MALFORMED}: ${why}. Export it anew and upload that.`);
  }
}
