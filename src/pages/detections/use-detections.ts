import { useCallback, useEffect, useState } from 'react';
import { rangeUtil } from '@grafana/data';
import { readDetections } from '../../api/detections.ts';
import type { DetectionRecord } from '../../api/detections.ts';
import type { ResourceSender } from '../../api/request.ts';
import { queryOf } from './detection-filter.ts';
import type { DetectionFilter } from './detection-filter.ts';

/** Read at once; and how often they are read anew while the page is seen. */
const PAGE = 200;
const REFRESH_MS = 30_000;

/** Detections of a filter, newest first, as far back as was asked for. Times in ms. */
export interface FoundDetections {
  readonly detections: readonly DetectionRecord[];
  /** Whether there are older ones in the range. */
  readonly more: boolean;
  readonly from: number;
  readonly to: number;
}

export interface DetectionsState {
  /** What was found last; stays while the next answer is on its way. */
  readonly found: FoundDetections | null;
  /** Why the newest question failed; null where it did not. */
  readonly error: unknown;
  readonly asking: boolean;
  refresh(): void;
  /** Goes one page further back. */
  older(): void;
}

/** The detections a filter lets through. Asked when the filter changes, and again by itself; an answer that was overtaken is dropped. */
export function useDetections(datasource: ResourceSender, filter: DetectionFilter): DetectionsState {
  const [state, setState] = useState<Pick<DetectionsState, 'found' | 'error' | 'asking'>>(NOTHING);
  const [pages, setPages] = useState(1);
  const [newest] = useState(() => ({ asked: 0 }));
  const refresh = useCallback(() => {
    const mine = ++newest.asked;
    setState((before) => ({ ...before, asking: true }));
    readPages(datasource, filter, pages).then(
      (found) => mine === newest.asked && setState({ found, error: null, asking: false }),
      (error: unknown) => mine === newest.asked && setState((before) => ({ ...before, error, asking: false }))
    );
  }, [datasource, filter, pages, newest]);
  useEffect(() => setPages(1), [filter]);
  useEffect(() => {
    refresh();
    const timer = window.setInterval(() => document.visibilityState === 'visible' && refresh(), REFRESH_MS);
    return () => {
      window.clearInterval(timer);
      newest.asked++;
    };
  }, [refresh, newest]);
  const older = useCallback(() => setPages((count) => count + 1), []);
  return { ...state, refresh, older };
}

const NOTHING = { found: null, error: null, asking: true };

async function readPages(datasource: ResourceSender, filter: DetectionFilter, pages: number): Promise<FoundDetections> {
  const range = rangeUtil.convertRawToRange({ from: filter.from, to: filter.to });
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const query = queryOf(filter, from, to);
  const detections: DetectionRecord[] = [];
  let more = true;
  for (let page = 0; page < pages && more; page++) {
    const read = await readDetections(datasource, { ...query, limit: PAGE, before: detections.at(-1)?.id });
    detections.push(...read.detections);
    ({ more } = read);
  }
  return { detections, more, from, to };
}
