/** What of the model the plot shows. */
export interface PlotOptions {
  readonly showBand: boolean;
  readonly showExpected: boolean;
  readonly showPoints: boolean;
  readonly showRegions: boolean;
  readonly showScores: boolean;
}

/** Above so many visible series, band and expected line are drawn for the series under the pointer only. */
export const MOST_BANDS = 6;

/** Geometry of the score strip in CSS pixels: it lies between the plot and the time axis's labels. */
export const STRIP = { gap: 8, height: 36 } as const;

/** The strip's height including its gap; 0 where it is not shown or the plot is too low for it. */
export function stripSpace(options: PlotOptions, hasScores: boolean, plotHeight: number): number {
  return options.showScores && hasScores && plotHeight >= 140 ? STRIP.gap + STRIP.height : 0;
}
