const HEADER_SIZE = 64;

/**
 * A 64-bit little-endian ELF program without its symbol tables and debug information: everything behind the last loaded byte is cut off,
 * and the section headers, which only debuggers and linkers read, go with it. What runs is the same to the byte.
 */
export function stripSymbols(program: Buffer): Buffer {
  const headersAt = Number(program.readBigUInt64LE(32));
  const headerSize = program.readUInt16LE(54);
  let end = HEADER_SIZE;
  for (let i = 0; i < program.readUInt16LE(56); i++) {
    const at = headersAt + i * headerSize;
    end = Math.max(end, at + headerSize, Number(program.readBigUInt64LE(at + 8) + program.readBigUInt64LE(at + 32)));
  }
  const stripped = Buffer.from(program.subarray(0, end));
  stripped.writeBigUInt64LE(0n, 40);
  stripped.fill(0, 60, 64);
  return stripped;
}
