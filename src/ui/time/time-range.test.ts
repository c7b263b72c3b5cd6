import { dateTime } from '@grafana/data';
import { rawToText, shifted, zoomedOut } from './time-range.ts';

const hour = 3_600_000;
const range = (from: number, to: number) => ({ from: dateTime(from), to: dateTime(to) });
const ends = ({ from, to }: ReturnType<typeof shifted>) => [from.valueOf(), to.valueOf()];

describe('time ranges', () => {
  it('moves by half its length', () => {
    expect(ends(shifted(range(4 * hour, 8 * hour), -1))).toEqual([2 * hour, 6 * hour]);
    expect(ends(shifted(range(4 * hour, 8 * hour), 1))).toEqual([6 * hour, 10 * hour]);
  });

  it('doubles about its middle, and backwards alone where the future begins', () => {
    expect(ends(zoomedOut(range(4 * hour, 8 * hour), 100 * hour))).toEqual([2 * hour, 10 * hour]);
    expect(ends(zoomedOut(range(4 * hour, 8 * hour), 8 * hour))).toEqual([0, 8 * hour]);
  });

  it('stays relative in the address, and absolute as ISO times', () => {
    expect(rawToText({ from: 'now-1h', to: 'now' })).toEqual({ from: 'now-1h', to: 'now' });
    expect(rawToText(range(0, hour))).toEqual({ from: '1970-01-01T00:00:00.000Z', to: '1970-01-01T01:00:00.000Z' });
  });
});
