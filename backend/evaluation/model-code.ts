import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Set by the bundle, which has no sources to look at. */
declare const NIGHTJAR_MODEL_CODE: string | undefined;

/** Folders of `backend` whose code decides what a model is: fitting, its layout and scoring. */
const FOLDERS = ['series', 'features', 'onnx', 'detectors'];

let known: string | undefined;

/**
 * A fingerprint of the code that makes models. One fitted by other code is not used: it may be laid out differently, and would score
 * differently from the models fitted beside it.
 */
export function modelCode(): string {
  known ??=
    typeof NIGHTJAR_MODEL_CODE === 'string' ? NIGHTJAR_MODEL_CODE : codeFingerprint(join(import.meta.dirname, '..'));
  return known;
}

/** The fingerprint of a checkout's `backend` folder; tests do not count. */
export function codeFingerprint(backend: string): string {
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(backend, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (name.endsWith('.ts') && !name.endsWith('.test.ts')) {
        hash.update(`${folder}/${name}\n`).update(readFileSync(join(backend, folder, name)));
      }
    }
  }
  return hash.digest('hex').slice(0, 16);
}
