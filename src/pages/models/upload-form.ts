import type { NewModel } from '../../api/models.ts';

type Declaration = NonNullable<NewModel['declaration']>;
export type Meaning = NonNullable<Declaration['meaning']>;
export type Scaling = NonNullable<Declaration['scaling']>;

/** What the form holds beside the file; numbers as they are typed. */
export interface UploadDraft {
  readonly name: string;
  readonly kind: 'exported' | 'own';
  readonly input: string;
  readonly window: string;
  readonly features: string;
  readonly scaling: Scaling;
  readonly output: string;
  readonly meaning: Meaning;
}

export const EMPTY_DRAFT: UploadDraft = {
  name: '',
  kind: 'exported',
  input: '',
  window: '',
  features: '',
  scaling: 'robust',
  output: '',
  meaning: 'raw',
};

/** `models/My forest.onnx` suggests the name `My forest`. */
export function nameOfFile(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').replace(/\.onnx$/i, '');
}

/** The declaration that goes with the file; none for one that Nightjar wrote. */
export function declarationOf(draft: UploadDraft): Declaration | undefined {
  if (draft.kind === 'exported') {
    return undefined;
  }
  const { input, window, features, scaling, output, meaning } = draft;
  const points = Number(window);
  return {
    input: input.trim(),
    ...(window.trim() === '' ? {} : { window: points }),
    features: features.trim(),
    scaling,
    output: output.trim(),
    meaning,
  };
}

/** `1.5 MiB`, as people read sizes. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : Number(value.toPrecision(2))} ${units[power]}`;
}
