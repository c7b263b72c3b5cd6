import type { DetectorReply } from '../../backend/routes/detectors/detectors-route.ts';
import { PREFIX } from './request.ts';
import type { ResourceCaller } from './request.ts';

export type DetectorInfo = DetectorReply;

/** The registered detectors with the JSON Schema of their settings. */
export async function readDetectors(datasource: ResourceCaller): Promise<readonly DetectorInfo[]> {
  const { detectors } = await datasource.getResource<{ detectors: DetectorInfo[] }>(`${PREFIX}/detectors`);
  return detectors;
}
