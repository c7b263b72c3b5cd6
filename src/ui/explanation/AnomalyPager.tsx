import { useLayoutEffect, useRef } from 'react';
import { Button, Stack } from '@grafana/ui';
import { drawerWords } from './words.ts';

export interface AnomalyPagerProps {
  /** Place of the anomaly shown among all, the latest being 0. */
  readonly place: number;
  readonly count: number;
  readonly onPlace: (place: number) => void;
}

/** From one anomaly to the one before or after it. */
export function AnomalyPager({ place, count, onPlace }: AnomalyPagerProps) {
  const group = useRef<HTMLDivElement>(null);
  // A button that is disabled while it has the focus loses it, and with it Escape and Tab: the focus goes to the other one.
  useLayoutEffect(() => {
    const focused = group.current?.querySelector('button:disabled:focus');
    if (focused) {
      group.current?.querySelector<HTMLElement>('button:enabled')?.focus();
    }
  }, [place]);
  return (
    <div ref={group}>
      <Stack gap={1}>
        <Button
          variant="secondary"
          size="sm"
          icon="angle-left"
          title={drawerWords.earlierHelp()}
          disabled={place === count - 1}
          onClick={() => onPlace(place + 1)}
        >
          {drawerWords.earlier()}
        </Button>
        <Button
          variant="secondary"
          size="sm"
          icon="angle-right"
          iconPlacement="right"
          title={drawerWords.laterHelp()}
          disabled={place === 0}
          onClick={() => onPlace(place - 1)}
        >
          {drawerWords.later()}
        </Button>
      </Stack>
    </div>
  );
}
