import { useCallback, useEffect, useState } from 'react';
import { readDetections } from '../../../api/detections.ts';
import type { DetectionPage, DetectionRecord } from '../../../api/detections.ts';
import type { ResourceSender } from '../../../api/request.ts';

export interface DetectionPages {
  /** null until the first page is there. */
  readonly detections: readonly DetectionRecord[] | null;
  readonly hasMore: boolean;
  readonly error: unknown;
  refresh(): void;
  more(): void;
}

const PAGE = 50;

/** A monitor's detections, newest first, a page at a time; all pages shown are read anew when `again` changes. */
export function useDetections(datasource: ResourceSender, monitor: string, again: unknown): DetectionPages {
  const [pages, setPages] = useState(1);
  const [count, setCount] = useState(0);
  const [state, setState] = useState<{ page: DetectionPage | null; error: unknown }>({ page: null, error: null });
  useEffect(() => {
    let current = true;
    readDetections(datasource, { monitor, limit: PAGE * pages }).then(
      (page) => current && setState({ page, error: null }),
      (error: unknown) => current && setState((before) => ({ ...before, error }))
    );
    return () => {
      current = false;
    };
  }, [datasource, monitor, pages, count, again]);
  const refresh = useCallback(() => setCount((before) => before + 1), []);
  const more = useCallback(() => setPages((before) => before + 1), []);
  return {
    detections: state.page?.detections ?? null,
    hasMore: state.page?.more ?? false,
    error: state.error,
    refresh,
    more,
  };
}
