import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes ONNX files under names of their own. */
export class ModelWriter {
  private readonly folder: string;
  private readonly taken = new Set<string>();

  /** `folder` is made where it is missing. */
  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** `wanted`: the file's name, which gets a number where it is taken. `told`: what is to be said of the file beside its path and size. Gives a line of JSON. */
  write(wanted: string, bytes: Uint8Array, told: object): string {
    const base = wanted.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^\.+/, '_') || 'model';
    let name = base;
    for (let i = 2; this.taken.has(name); i++) {
      name = `${base}-${i}`;
    }
    this.taken.add(name);
    const file = join(this.folder, `${name}.onnx`);
    writeFileSync(file, bytes);
    return JSON.stringify({ file, ...told, bytes: bytes.length });
  }
}
