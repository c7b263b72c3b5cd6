import type { TimeZone } from '@grafana/data';
import type { DetectionRecord } from '../../api/detections.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { DetectionRow } from './DetectionRow.tsx';
import { tableWords } from './words.ts';

export interface DetectionTableProps {
  readonly ds: string;
  readonly detections: readonly DetectionRecord[];
  readonly timeZone: TimeZone;
  readonly onOpen: (id: string) => void;
}

/** Detections, a row each; the time opens what is known of one. */
export function DetectionTable({ ds, detections, timeZone, onOpen }: DetectionTableProps) {
  const heads = [
    tableWords.time(),
    tableWords.monitor(),
    tableWords.series(),
    tableWords.severity(),
    tableWords.type(),
    tableWords.score(),
    tableWords.value(),
    tableWords.state(),
    tableWords.verdict(),
  ];
  return (
    <DataTable name={tableWords.caption()} headings={heads}>
      {detections.map((one) => (
        <DetectionRow key={one.id} ds={ds} detection={one} timeZone={timeZone} onOpen={onOpen} />
      ))}
    </DataTable>
  );
}
