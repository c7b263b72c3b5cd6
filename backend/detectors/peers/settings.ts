import { z } from 'zod';
import { bandWidth, minTrainingSamples } from '../setting-fields.ts';

export const METHODS = ['mad', 'dbscan'] as const;

export const peersSettings = z.object({
  method: z
    .enum(METHODS)
    .default('mad')
    .describe(
      'mad: distance from the median of the others. dbscan: distance from the nearest dense group of them, where peers may stand in several groups.'
    ),
  groupBy: z
    .string()
    .max(200)
    .default('')
    .describe(
      'Labels, separated by commas: series that agree in them are peers. Empty makes all series of the query peers.'
    ),
  offsets: z
    .enum(['learned', 'none'])
    .default('learned')
    .describe(
      'learned: a series that always lies above its peers is usual. none: it is marked, however long it has been so.'
    ),
  scale: z
    .enum(['auto', 'absolute', 'relative'])
    .default('auto')
    .describe('Whether differences count in the unit of the series or as a share of it; auto takes what is steadier.'),
  window: z
    .number()
    .int()
    .min(1)
    .max(288)
    .default(12)
    .describe('Points over which a small but lasting difference is looked for; 1 looks at single points alone.'),
  minPeers: z
    .number()
    .int()
    .min(2)
    .max(50)
    .default(3)
    .describe('Series that make a group with dbscan; at most half of the peers.'),
  minTrainingSamples: minTrainingSamples(
    'Instants with three peers or more that the training window must hold before any point is scored.'
  ),
  bandWidth,
});

export type PeersSettings = z.infer<typeof peersSettings>;
