/** What is wrong in a file of monitors, and where. Lines and columns count from 1. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The field's place in the file, such as `monitors[2].training.window`; empty for the file as a whole. */
  readonly field: string;
  readonly message: string;
}

/** As compilers write it, so that editors find the place. */
export function problemText({ file, line, column, field, message }: FileProblem): string {
  return `${file}:${line}:${column}: ${field ? `${field}: ` : ''}${message}`;
}

/** A path of zod or of a YAML document in words: `monitors[2].training.window`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}
