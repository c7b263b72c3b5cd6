/** Severity of a detection, lowest first. */
export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Scores from which a detection is low, medium or high at neutral sensitivity; the same for every detector. */
export const SEVERITY_THRESHOLDS: Record<Severity, number> = { low: 0.7, medium: 0.8, high: 0.9 };

/**
 * The thresholds at a sensitivity. The low one falls linearly from 0.95 (sensitivity 0) over 0.7 (0.5) to 0.45 (1);
 * medium and high divide what remains up to 1 in thirds, so that 0.5 gives 0.7 / 0.8 / 0.9.
 */
export function thresholdsAt(sensitivity: number): Record<Severity, number> {
  const low = SEVERITY_THRESHOLDS.low + (0.5 - sensitivity) * 0.5;
  return { low, medium: low + (1 - low) / 3, high: low + ((1 - low) * 2) / 3 };
}

/** The severity of a score, or null below the low threshold or where the score is NaN. */
export function severityOf(score: number, sensitivity = 0.5): Severity | null {
  const at = thresholdsAt(sensitivity);
  if (score >= at.high) {
    return 'high';
  }
  if (score >= at.medium) {
    return 'medium';
  }
  return score >= at.low ? 'low' : null;
}

export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}
