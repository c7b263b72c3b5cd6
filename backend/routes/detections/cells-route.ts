import { z } from 'zod';
import { detectionCells } from '../../monitors/api-records.ts';
import { DetectionCells } from '../../monitors/detection-cells.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';
import { timeSchema } from '../query/time.ts';

const PAGE = 1_000;
const MOST_DETECTIONS = 20_000;

export const detectionCellsRoute = defineMonitorRoute({
  method: 'get',
  path: '/detections/cells',
  summary: "How many of each monitor's detections lie in each of equal stretches of time, and how severe they are.",
  role: 'Viewer',
  query: z.object({
    from: timeSchema,
    step: z.coerce.number().int().min(1_000).describe('Length of a cell in ms.'),
    count: z.coerce.number().int().min(1).max(2_000).describe('How many cells.'),
  }),
  reply: detectionCells,
  async handle({ query: { from, step, count } }, { store, owner }) {
    const cells = new DetectionCells({ from, step, count });
    let before: string | undefined;
    let more = true;
    for (let read = 0; more && read < MOST_DETECTIONS; read += PAGE) {
      const page = await store.listDetections({ owner, from, to: from + step * count - 1, limit: PAGE, before });
      page.detections.forEach((row) => cells.add(row));
      before = page.detections.at(-1)?.id;
      ({ more } = page);
    }
    const rows = await store.listMonitors(owner);
    const since = Object.fromEntries(rows.map(({ id, createdAt }) => [id, createdAt]));
    return { from, step, count, monitors: cells.result(), since, more };
  },
});
