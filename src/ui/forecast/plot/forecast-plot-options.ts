/** What of the forecasts the plot shows. */
export interface ForecastPlotOptions {
  readonly showFan: boolean;
  readonly showFitted: boolean;
  readonly showEarlier: boolean;
  readonly showLimit: boolean;
  readonly showHits: boolean;
  /** Whether the time axis goes on to the end of the horizon, past the end of the range. */
  readonly wholeHorizon: boolean;
}

export const DEFAULT_PLOT_OPTIONS: ForecastPlotOptions = {
  showFan: true,
  showFitted: false,
  showEarlier: true,
  showLimit: true,
  showHits: true,
  wholeHorizon: true,
};

/** Above so many visible series, fans, ghosts and hit times are drawn for the one in focus only. */
export const MOST_FANS = 4;
