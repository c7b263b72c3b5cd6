import { dateTime, rangeUtil } from '@grafana/data';
import type { RawTimeRange, TimeRange, TimeZone } from '@grafana/data';
import { TimeRangePicker } from '@grafana/ui';
import { rawToText, shifted, zoomedOut } from './time-range.ts';

/** A time range as it is typed or kept in an address: `now-24h`, or ISO times. */
export interface TextRange {
  readonly from: string;
  readonly to: string;
}

export interface RangePickerProps {
  readonly range: TextRange;
  readonly timeZone: TimeZone;
  readonly onRange: (range: TextRange) => void;
  readonly onTimeZone: (timeZone: TimeZone) => void;
}

/** Grafana's time picker over a range kept as text. */
export function RangePicker({ range: text, timeZone, onRange, onTimeZone }: RangePickerProps) {
  const range = rangeOf(text, timeZone);
  const setRaw = (raw: RawTimeRange) => onRange(rawToText(raw));
  const setAbsolute = (next: Pick<TimeRange, 'from' | 'to'>) => setRaw(next);
  return (
    <TimeRangePicker
      isOnCanvas
      value={range}
      timeZone={timeZone}
      onChange={({ raw }) => setRaw(raw)}
      onChangeTimeZone={onTimeZone}
      onMoveBackward={() => setAbsolute(shifted(range, -1))}
      onMoveForward={() => setAbsolute(shifted(range, 1))}
      onZoom={() => setAbsolute(zoomedOut(range))}
    />
  );
}

export function rangeOf({ from, to }: TextRange, timeZone: TimeZone): TimeRange {
  return rangeUtil.convertRawToRange({ from, to }, timeZone);
}

/** Ends in ms, as a zoom gives them, as text. */
export function zoomed({ from, to }: { readonly from: number; readonly to: number }): TextRange {
  return rawToText({ from: dateTime(from), to: dateTime(to) });
}
