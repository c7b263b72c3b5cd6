import { createHash } from 'node:crypto';
import type { Series } from '../../series/series.ts';
import { featureColumns } from './columns.ts';
import type { FeatureColumn } from './columns.ts';
import type { FeatureExpression } from './expression.ts';

/** Bytes of columns that are kept. */
const CAPACITY = 32 * 2 ** 20;

/**
 * Columns that were computed before, by the content of the series: several models of one series, or a refit of one, compute a feature once. The longest
 * unused go first.
 */
export class ColumnCache {
  private readonly columns = new Map<string, readonly FeatureColumn[]>();
  private readonly capacity: number;
  private held = 0;

  constructor(capacity = CAPACITY) {
    this.capacity = capacity;
  }

  get bytes(): number {
    return this.held;
  }

  /** Columns of each feature, in their order. They are shared: do not write to them. */
  of(features: readonly FeatureExpression[], series: Series, step: number): FeatureColumn[] {
    const content = contentOf(series);
    return features.flatMap((feature) => {
      const key = `${content} ${step} ${feature.text}`;
      const known = this.columns.get(key) ?? featureColumns(feature, series, step);
      this.keep(key, known);
      return known;
    });
  }

  private keep(key: string, columns: readonly FeatureColumn[]): void {
    this.held += this.columns.delete(key) ? 0 : sizeOf(columns);
    this.columns.set(key, columns);
    for (const [oldest, dropped] of this.columns) {
      if (this.held <= this.capacity || oldest === key) {
        break;
      }
      this.columns.delete(oldest);
      this.held -= sizeOf(dropped);
    }
  }
}

function sizeOf(columns: readonly FeatureColumn[]): number {
  return columns.reduce((sum, { values }) => sum + values.byteLength, 0);
}

function contentOf({ times, values }: Series): string {
  const hash = createHash('sha1');
  for (const { buffer, byteOffset, byteLength } of [times, values]) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('base64');
}
