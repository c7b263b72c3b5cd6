import { formatDuration } from '../../../contract/duration.ts';
import type { DetectionRecord } from '../../api/detections.ts';

const HOUR_MS = 3_600_000;

/** What an address of Explore is made of. */
export interface ExploreSource {
  readonly uid: string;
  readonly type: string;
  /** Nightjar's console has an Explore of its own. */
  readonly isConsole: boolean;
}

type Shown = Pick<DetectionRecord, 'expr' | 'detector' | 'start' | 'end' | 'step'>;

/** The time around a detection: as much before and after as it lasted, an hour and thirty points at least, but nothing that is still to come. */
export function around(
  { start, end, step }: Pick<Shown, 'start' | 'end' | 'step'>,
  now = Date.now()
): { from: number; to: number } {
  const beside = Math.max(end - start, HOUR_MS, 30 * step);
  return { from: start - beside, to: Math.max(end, Math.min(end + beside, now)) };
}

/** Address of Explore with the query that a detection's series comes from, over the time around it. */
export function exploreHref(detection: Shown, { uid, type, isConsole }: ExploreSource): string {
  const { expr, detector, step } = detection;
  // Marks as the monitor's are, whatever else it asks for: of its step and of every severity.
  const query = { expr, detector, step: formatDuration(step), minSeverity: 'low' };
  const { from, to } = around(detection);
  if (isConsole) {
    return `/explore?${new URLSearchParams({ ...query, from: String(from), to: String(to) }).toString()}`;
  }
  const panes = {
    nightjar: {
      datasource: uid,
      queries: [{ refId: 'A', datasource: { uid, type }, ...query }],
      range: { from: String(from), to: String(to) },
    },
  };
  return `/explore?${new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify(panes) }).toString()}`;
}

/** Address of a dashboard's panel over the time around a detection. */
export function panelHref(panel: string, detection: Pick<Shown, 'start' | 'end' | 'step'>): string {
  const { from, to } = around(detection);
  return `${panel}${panel.includes('?') ? '&' : '?'}from=${from}&to=${to}`;
}
