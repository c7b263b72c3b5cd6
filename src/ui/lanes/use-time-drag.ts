import { useState } from 'react';
import { timeAt } from './draw-lanes.ts';
import type { TimeScale } from './draw-lanes.ts';

/** A drag shorter than this many pixels is a click. */
const LEAST = 8;

export interface TimeDrag {
  /** Where it began and where it is, px along the scale; null while nothing is dragged. */
  readonly drag: { readonly from: number; readonly to: number } | null;
  begin(x: number): void;
  move(x: number): void;
  /** Zooms where it was a drag, and says whether it was. */
  end(): boolean;
  cancel(): void;
}

/** A stretch of time that is dragged over. */
export function useTimeDrag(
  scale: TimeScale,
  onZoom: (range: { readonly from: number; readonly to: number }) => void
): TimeDrag {
  const [drag, setDrag] = useState<TimeDrag['drag']>(null);
  return {
    drag,
    begin: (x) => setDrag({ from: x, to: x }),
    move: (x) => setDrag((before) => before && { from: before.from, to: x }),
    end: () => {
      setDrag(null);
      if (!drag || Math.abs(drag.to - drag.from) < LEAST) {
        return false;
      }
      const [left, right] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
      onZoom({ from: timeAt(scale, left), to: timeAt(scale, right) });
      return true;
    },
    cancel: () => setDrag(null),
  };
}
