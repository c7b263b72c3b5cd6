import { useCallback } from 'react';
import { readDetectionCells } from '../../api/detections.ts';
import type { DetectionCells } from '../../api/detections.ts';
import { readMonitors } from '../../api/monitors.ts';
import type { MonitorList } from '../../api/monitors.ts';
import type { ResourceSender } from '../../api/request.ts';
import { loadDatasource } from '../../pages/source/load-datasource.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import type { Answer } from '../../ui/use-answer.ts';
import type { Grid } from './grid.ts';

export interface GridData {
  readonly list: MonitorList;
  /** With the grid they were counted in. */
  readonly cells: DetectionCells;
}

/** The monitors of a datasource (by uid, null: none) and what they found in each cell; read anew when the grid changes and whenever `again` does. */
export function useGridData(uid: string | null, { from, step, count }: Grid, again: number): Answer<GridData> {
  const datasource = useAnswer(uid, loadDatasource);
  const read = useCallback(
    async (source: ResourceSender): Promise<GridData> => {
      const [list, cells] = await Promise.all([
        readMonitors(source),
        readDetectionCells(source, { from, step, count }),
      ]);
      return { list, cells };
    },
    [from, step, count]
  );
  const data = useAnswer(datasource.state === 'done' ? datasource.value : null, read, again);
  return datasource.state === 'failed' ? datasource : data;
}
