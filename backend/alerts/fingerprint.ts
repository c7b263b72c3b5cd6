import { createHash } from 'node:crypto';
import type { AlertSource } from '../../contract/alerts.ts';
import { labelsKey } from '../series/series.ts';
import type { Labels } from '../series/series.ts';

/** Says which alert it is: equal for equal source and labels, whatever the labels' order; 22 characters. */
export function fingerprintOf(source: AlertSource, labels: Labels): string {
  return createHash('sha256')
    .update(`${source}\n${labelsKey(labels)}`)
    .digest('base64url')
    .slice(0, 22);
}
