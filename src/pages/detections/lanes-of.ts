import type { DetectionRecord } from '../../api/detections.ts';
import { byUrgency } from '../../ui/lanes/lane.ts';
import type { Lane, LaneMark } from '../../ui/lanes/lane.ts';
import { typeName } from '../../ui/words.ts';
import type { Lanes } from './detection-filter.ts';
import { timelineWords } from './words.ts';

/** Detections as lanes of a timeline, one for each monitor or for each series of one, the most urgent first. */
export function lanesOf(detections: readonly DetectionRecord[], lanes: Exclude<Lanes, 'grid'>): Lane[] {
  const grouped = Map.groupBy(detections, ({ monitor, seriesKey }) =>
    lanes === 'monitor' ? monitor : `${monitor} ${seriesKey}`
  );
  const all = [...grouped].map(([id, some]) => ({
    id,
    name: lanes === 'monitor' ? some[0].monitorName : some[0].series,
    marks: some.map(markOf).sort((a, b) => a.start - b.start),
  }));
  return byUrgency(all);
}

function markOf(detection: DetectionRecord): LaneMark {
  const { id, start, end, peak, severity, score, open, monitorName, series, suppression, verdict } = detection;
  const said = verdict?.verdict;
  return {
    id,
    start,
    end,
    peak,
    severity,
    score,
    open,
    muted: suppression !== null || said === 'false' || said === 'expected',
    text: timelineWords.mark(monitorName, series, typeName(detection)),
  };
}
