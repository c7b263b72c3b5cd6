const LEAST_MATCH = 4;
const MOST_COPY = 64;
/** Copies reach back 64 KiB at most: what two bytes hold. */
const BLOCK = 65_536;
const HASH_BITS = 14;
const LITERAL = 0;
const COPY_2 = 2;

/**
 * Bytes in Snappy's block format (https://github.com/google/snappy/blob/main/format_description.txt): the length, then literals and copies of what
 * stands up to 64 KiB before.
 */
export function snappyBlock(input: Uint8Array): Uint8Array {
  const output = new Uint8Array(16 + input.length + Math.ceil(input.length / 60) * 5);
  let at = writeVarint(output, 0, input.length);
  for (let start = 0; start < input.length; start += BLOCK) {
    at = compressBlock(input.subarray(start, start + BLOCK), output, at);
  }
  return output.subarray(0, at);
}

function compressBlock(block: Uint8Array, output: Uint8Array, from: number): number {
  const seen = new Int32Array(1 << HASH_BITS).fill(-1);
  let at = from;
  let literal = 0;
  let i = 0;
  while (i + LEAST_MATCH <= block.length) {
    const word = block[i] | (block[i + 1] << 8) | (block[i + 2] << 16) | (block[i + 3] << 24);
    const slot = Math.imul(word, 0x1e35a7bd) >>> (32 - HASH_BITS);
    const candidate = seen[slot];
    seen[slot] = i;
    if (candidate < 0 || !sameWord(block, candidate, i)) {
      i++;
      continue;
    }
    let length = LEAST_MATCH;
    while (i + length < block.length && block[candidate + length] === block[i + length]) {
      length++;
    }
    at = writeLiteral(block.subarray(literal, i), output, at);
    at = writeCopies(i - candidate, length, output, at);
    i += length;
    literal = i;
  }
  return writeLiteral(block.subarray(literal), output, at);
}

function sameWord(block: Uint8Array, a: number, b: number): boolean {
  return (
    block[a] === block[b] &&
    block[a + 1] === block[b + 1] &&
    block[a + 2] === block[b + 2] &&
    block[a + 3] === block[b + 3]
  );
}

function writeLiteral(bytes: Uint8Array, output: Uint8Array, from: number): number {
  if (bytes.length === 0) {
    return from;
  }
  let at = from;
  const length = bytes.length - 1;
  if (length < 60) {
    output[at++] = (length << 2) | LITERAL;
  } else if (length < 256) {
    output[at++] = (60 << 2) | LITERAL;
    output[at++] = length;
  } else {
    output[at++] = (61 << 2) | LITERAL;
    output[at++] = length & 0xff;
    output[at++] = length >> 8;
  }
  output.set(bytes, at);
  return at + bytes.length;
}

function writeCopies(offset: number, length: number, output: Uint8Array, from: number): number {
  let at = from;
  for (let rest = length; rest > 0;) {
    const part = Math.min(rest, MOST_COPY);
    output[at++] = ((part - 1) << 2) | COPY_2;
    output[at++] = offset & 0xff;
    output[at++] = offset >> 8;
    rest -= part;
  }
  return at;
}

/** Writes a whole number below 2^32 in groups of seven bits, the lowest first; gives the place after it. */
function writeVarint(output: Uint8Array, from: number, value: number): number {
  let at = from;
  let rest = value;
  while (rest >= 0x80) {
    output[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  output[at++] = rest;
  return at;
}
