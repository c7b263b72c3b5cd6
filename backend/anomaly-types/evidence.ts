import type { Labels } from '../series/series.ts';
import type { ShapeWindow } from './shape.ts';

/** What is known of an anomalous interval. Times in ms since the epoch. */
export interface AnomalyEvidence {
  /** The series' metric; empty where the expression left none. */
  readonly metricName: string;
  readonly labels: Labels;
  /** Grafana's unit id. */
  readonly unit?: string;
  readonly expr?: string;
  /** The interval with some of what stood before it: an hour or two lets a slow growth be told from a jump. */
  readonly window: ShapeWindow;
  readonly start: number;
  readonly end: number;
  readonly peak: number;
  readonly direction: 'above' | 'below';
  /** Distance of the peak from its expected value in robust standard deviations. */
  readonly sigmas: number;
  /** Detection step in ms. */
  readonly step: number;
}
