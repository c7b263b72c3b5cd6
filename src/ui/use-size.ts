import { useCallback, useRef, useState } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Inner size in CSS pixels of the element the returned ref is put on; zeros until it is there. */
export function useSize(): [(element: HTMLElement | null) => void, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const observer = useRef<ResizeObserver | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (element) {
      observer.current = new ResizeObserver(([{ contentRect }]) => {
        const [width, height] = [Math.floor(contentRect.width), Math.floor(contentRect.height)];
        setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
      });
      observer.current.observe(element);
    }
  }, []);
  return [ref, size];
}
