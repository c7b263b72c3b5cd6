import { dateTimeFormatTimeAgo } from '@grafana/data';
import { TextLink } from '@grafana/ui';
import type { DetectionRecord } from '../../api/detections.ts';
import { detectionPath } from '../../ui/monitor/paths.ts';
import { SeverityMark } from '../../ui/SeverityMark.tsx';
import { shownLine } from '../../ui/text/shown-text.ts';
import { typeName } from '../../ui/words.ts';
import { Rows } from './Rows.tsx';
import { detectionWords } from './words.ts';

export interface NewestDetectionsProps {
  readonly ds: string;
  readonly detections: readonly DetectionRecord[];
}

/** What the monitors found last. */
export function NewestDetections({ ds, detections }: NewestDetectionsProps) {
  return (
    <Rows
      none={detectionWords.none()}
      rows={detections.map((one) => ({
        key: one.id,
        mark: <SeverityMark severity={one.severity} />,
        title: (
          <TextLink href={detectionPath(ds, one.id)} inline={false}>
            {shownLine(one.monitorName, 120)}
          </TextLink>
        ),
        detail: [shownLine(one.series, 120), typeName(one)].join(' · '),
        aside: one.open ? detectionWords.open() : dateTimeFormatTimeAgo(one.end),
      }))}
    />
  );
}
