import { DEFAULT_PLOT_OPTIONS } from '../../ui/forecast/plot/forecast-plot-options.ts';
import type { ForecastPlotOptions } from '../../ui/forecast/plot/forecast-plot-options.ts';

/** The panel's options as a dashboard stores them. */
export interface ForecastOptions extends ForecastPlotOptions {
  /** The sentence above the graph. */
  readonly showHeadline: boolean;
  /** The list of series below it. */
  readonly showRows: boolean;
}

/** The panel's options for one field. */
export interface ForecastFieldConfig {
  readonly hideFrom?: { readonly viz: boolean; readonly legend: boolean; readonly tooltip: boolean };
}

export const DEFAULT_OPTIONS: ForecastOptions = { ...DEFAULT_PLOT_OPTIONS, showHeadline: true, showRows: true };
