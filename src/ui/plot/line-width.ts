/** Width of a value's line in CSS pixels where the panel does not say. */
export const DEFAULT_LINE_WIDTH = 1.5;

/** The custom field option `lineWidth` in CSS pixels. */
export function lineWidth(config: { readonly custom?: { readonly lineWidth?: number } }): number {
  return config.custom?.lineWidth ?? DEFAULT_LINE_WIDTH;
}
