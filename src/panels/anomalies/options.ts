import { LegendDisplayMode } from '@grafana/schema';
import type { VizLegendOptions } from '@grafana/schema';
import { SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';
import type { Severity } from '../../../contract/severity.ts';
import type { PlotOptions } from '../../ui/plot/plot-options.ts';

/** The panel's options as a dashboard stores them. */
export interface AnomaliesOptions extends PlotOptions {
  /** Marks below it are left out; `query` takes what the query says. */
  readonly least: Severity | 'query';
  /** Whether the thresholds below replace those that follow from the query's sensitivity. */
  readonly ownThresholds: boolean;
  readonly thresholds: Record<Severity, number>;
  readonly legend: Pick<VizLegendOptions, 'showLegend' | 'displayMode' | 'placement' | 'width' | 'calcs'>;
}

/** The panel's options for one field. */
export interface AnomaliesFieldConfig {
  readonly lineWidth?: number;
  readonly hideFrom?: { readonly viz: boolean; readonly legend: boolean; readonly tooltip: boolean };
}

export const DEFAULT_OPTIONS: AnomaliesOptions = {
  showBand: true,
  showExpected: true,
  showPoints: true,
  showRegions: true,
  showScores: true,
  least: 'query',
  ownThresholds: false,
  thresholds: SEVERITY_THRESHOLDS,
  legend: { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] },
};
