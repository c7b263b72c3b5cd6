import { LANE, markAt, timeAt, xOf } from './draw-lanes.ts';
import type { Lane, LaneMark } from './lane.ts';

const scale = { from: 0, to: 1_000, width: 500 };

function mark(start: number, end: number, part: Partial<LaneMark> = {}): LaneMark {
  return {
    id: String(start),
    start,
    end,
    peak: start,
    severity: 'low',
    score: 0.7,
    open: false,
    muted: false,
    text: '',
    ...part,
  };
}
const lanes: Lane[] = [
  { id: 'a', name: 'a', marks: [mark(100, 400), mark(200, 220, { severity: 'high' }), mark(900, 900, { open: true })] },
  { id: 'b', name: 'b', marks: [mark(500, 500)] },
];

it('maps time to pixels and back, and keeps what lies outside at the edge', () => {
  expect(xOf(scale, 250)).toBe(125);
  expect(timeAt(scale, 125)).toBe(250);
  expect([xOf(scale, -5), xOf(scale, 2_000)]).toEqual([0, 500]);
});

it('finds what lies under the pointer, the most severe first', () => {
  const y = LANE.height / 2;
  expect(markAt(lanes, scale, 70, y)).toEqual({ lane: 0, mark: 0 });
  expect(markAt(lanes, scale, 105, y)).toEqual({ lane: 0, mark: 1 });
  expect(markAt(lanes, scale, 300, y)).toBeNull();
  expect(markAt(lanes, scale, 250, y + LANE.height)).toEqual({ lane: 1, mark: 0 });
  expect(markAt(lanes, scale, 250, 10 * LANE.height)).toBeNull();
});

it('lets what goes on reach the end of the time', () => {
  expect(markAt(lanes, scale, 490, 3)).toEqual({ lane: 0, mark: 2 });
});
