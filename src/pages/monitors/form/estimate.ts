import { evaluationInterval } from '../../../../contract/monitor.ts';

const HOUR_MS = 3_600_000;

export interface CostEstimate {
  readonly series: number;
  readonly evaluationsAnHour: number;
  readonly queriesAnHour: number;
  /** Samples read from Prometheus. */
  readonly pointsAnHour: number;
}

/** What watching `series` series by `queries` queries at a step (ms) costs an hour. */
export function estimateCost(series: number, queries: number, step: number, every: string): CostEstimate {
  const evaluationsAnHour = HOUR_MS / evaluationInterval(every, step);
  return {
    series,
    evaluationsAnHour,
    queriesAnHour: queries * evaluationsAnHour,
    pointsAnHour: (series * HOUR_MS) / step,
  };
}
