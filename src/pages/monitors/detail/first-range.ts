import type { MonitorRecord } from '../../../api/monitors.ts';
import type { TextRange } from '../../../ui/time/RangePicker.tsx';

const HOURS = [3, 6, 12] as const;

/** The range a monitor's chart begins with: the last day, or as much of it as a young monitor has results of, so that they fill the chart. */
export function firstRange(sparkline: MonitorRecord['sparkline']): TextRange {
  const first = sparkline.findIndex((score) => score !== null);
  const hours = first < 0 ? 24 : (24 * (sparkline.length - first)) / sparkline.length;
  return { from: `now-${HOURS.find((some) => some >= hours) ?? 24}h`, to: 'now' };
}
