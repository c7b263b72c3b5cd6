import type { DataFrame } from '@grafana/data';
import type { FrameMetaCustom } from '../../../contract/detection.ts';

/** What `auto` took, over the series of an answer. */
export interface ChosenDetectors {
  /** Most series first. */
  readonly chosen: readonly { readonly id: string; readonly name: string; readonly series: number }[];
  /** Whether it still chooses for some of them. */
  readonly isChoosing: boolean;
}

/** Reads the frames of one query; null where they are not answers of `auto`. */
export function chosenDetectors(
  frames: readonly Pick<DataFrame, 'refId' | 'meta'>[],
  refId: string
): ChosenDetectors | null {
  const counts = new Map<string, { id: string; name: string; series: number }>();
  let isChoosing = false;
  let isAuto = false;
  for (const frame of frames) {
    const custom = frame.meta?.custom as Partial<FrameMetaCustom> | undefined;
    const meta = frame.refId === refId ? custom?.nightjar : undefined;
    if (meta?.detector !== 'auto') {
      continue;
    }
    isAuto = true;
    isChoosing ||= (meta.pendingChoices ?? 0) > 0;
    if (meta.choice) {
      const { detector: id, name } = meta.choice;
      const known = counts.get(id) ?? { id, name, series: 0 };
      counts.set(id, { ...known, series: known.series + 1 });
    }
  }
  return isAuto ? { chosen: [...counts.values()].sort((a, b) => b.series - a.series), isChoosing } : null;
}
