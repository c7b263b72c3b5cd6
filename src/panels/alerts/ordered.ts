import type { AlertsOptions } from './options.ts';
import type { ShownIncident } from './read-incidents.ts';

/** Lanes in the order in which somebody looks at them: those that go on first, by priority or by time. */
export function ordered(incidents: readonly ShownIncident[], order: AlertsOptions['order']): ShownIncident[] {
  const key = ({ priority, start }: ShownIncident) => (order === 'priority' ? priority || 0 : start);
  return [...incidents].sort(
    (a, b) =>
      (order === 'priority' ? Number(a.state === 'resolved') - Number(b.state === 'resolved') : 0) ||
      key(b) - key(a) ||
      b.start - a.start ||
      a.title.localeCompare(b.title)
  );
}

/** Height in px of the bar of an incident of so many alerts: twice as many make it a little taller. */
export function barHeight(alerts: number): number {
  return Math.min(BAR.highest, BAR.least + BAR.doubled * Math.log2(Math.max(1, alerts || 1)));
}

const BAR = { least: 8, highest: 28, doubled: 3 } as const;
