import { useCallback, useRef, useState } from 'react';
import type { RefCallback } from 'react';

/** A ref and the width in px of the element it is put on, followed as it changes. */
export function useMeasure(): [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(0);
  const observer = useRef<ResizeObserver | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    observer.current = null;
    if (element) {
      observer.current = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
      observer.current.observe(element);
    }
  }, []);
  return [ref, width];
}
