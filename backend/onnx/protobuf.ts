/**
 * A protocol-buffers writer with the wire types ONNX needs (https://protobuf.dev/programming-guides/encoding/).
 * Fields are written in the order of the calls, so that equal calls give equal bytes.
 */
export class ProtobufWriter {
  private buffer = new Uint8Array(256);
  private length = 0;

  private reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed > this.buffer.length) {
      const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2));
      grown.set(this.buffer.subarray(0, this.length));
      this.buffer = grown;
    }
  }

  /** A base-128 varint; negative numbers take ten bytes of two's complement, as int32 and int64 demand. */
  private varint(value: number | bigint): void {
    this.reserve(10);
    if (typeof value === 'number' && value >= 0 && value < 0x8000_0000) {
      let rest = value;
      while (rest > 0x7f) {
        this.buffer[this.length++] = (rest & 0x7f) | 0x80;
        rest >>>= 7;
      }
      this.buffer[this.length++] = rest;
      return;
    }
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 0x7fn) {
      this.buffer[this.length++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.buffer[this.length++] = Number(rest);
  }

  int(field: number, value: number | bigint): void {
    this.varint(field << 3);
    this.varint(value);
  }

  float(field: number, value: number): void {
    this.varint((field << 3) | 5);
    this.reserve(4);
    new DataView(this.buffer.buffer).setFloat32(this.length, value, true);
    this.length += 4;
  }

  bytes(field: number, value: Uint8Array): void {
    this.varint((field << 3) | 2);
    this.varint(value.length);
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  string(field: number, value: string): void {
    this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: ProtobufWriter): void {
    this.bytes(field, value.buffer.subarray(0, value.length));
  }

  /** Packed repeated varints. */
  packedInts(field: number, values: Iterable<number | bigint>): void {
    const packed = new ProtobufWriter();
    for (const value of values) {
      packed.varint(value);
    }
    this.message(field, packed);
  }

  /** Packed repeated little-endian floats. */
  packedFloats(field: number, values: ArrayLike<number>): void {
    const packed = new Uint8Array(values.length * 4);
    const view = new DataView(packed.buffer);
    for (let i = 0; i < values.length; i++) {
      view.setFloat32(i * 4, values[i], true);
    }
    this.bytes(field, packed);
  }

  finish(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}
