import { dateTime } from '@grafana/data';
import type { TimeRange, TimeZone } from '@grafana/data';
import { RefreshPicker, TimeRangePicker } from '@grafana/ui';
import { useEffect } from 'react';
import { parseDuration } from '../../../contract/duration.ts';

export interface TimeControlsProps {
  range: TimeRange;
  timeZone: TimeZone;
  refresh: string;
  onChangeRange: (range: TimeRange) => void;
  onChangeTimeZone: (timeZone: TimeZone) => void;
  onChangeRefresh: (refresh: string) => void;
  onRefresh: () => void;
}

const INTERVALS = ['5s', '10s', '30s', '1m', '5m', '15m', '1h'];

/** `raw` fixed at these instants, as the picker's arrows and zoom give it. */
function between(from: number, to: number): TimeRange {
  const range = { from: dateTime(from), to: dateTime(to) };
  return { ...range, raw: range };
}

/** Time range, its arrows and zoom, and the refresh button with its interval; the panel itself says that a run is under way. */
export function TimeControls(props: TimeControlsProps) {
  const { range, onChangeRange, refresh, onRefresh } = props;
  const from = range.from.valueOf();
  const to = range.to.valueOf();
  const move = (by: number, grow: number) => onChangeRange(between(from + by - grow, to + by + grow));
  useAutoRefresh(refresh, onRefresh);
  return (
    <>
      <TimeRangePicker
        value={range}
        timeZone={props.timeZone}
        isOnCanvas
        onChange={onChangeRange}
        onChangeTimeZone={props.onChangeTimeZone}
        onMoveBackward={() => move((from - to) / 2, 0)}
        onMoveForward={() => move((to - from) / 2, 0)}
        onZoom={() => move(0, (to - from) / 2)}
      />
      <RefreshPicker
        value={refresh}
        intervals={INTERVALS}
        isOnCanvas
        tooltip="Run the query again"
        onRefresh={onRefresh}
        onIntervalChanged={props.onChangeRefresh}
      />
    </>
  );
}

/** Calls back every `refresh` (`30s`, empty for never) while the page can be seen. */
function useAutoRefresh(refresh: string, onRefresh: () => void): void {
  useEffect(() => {
    const every = INTERVALS.includes(refresh) ? (parseDuration(refresh) ?? 0) : 0;
    if (every === 0) {
      return undefined;
    }
    const timer = window.setInterval(() => {
      if (!document.hidden) {
        onRefresh();
      }
    }, every);
    return () => window.clearInterval(timer);
  }, [refresh, onRefresh]);
}
