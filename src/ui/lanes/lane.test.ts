import { byUrgency, moved } from './lane.ts';
import type { Lane, LaneMark } from './lane.ts';

function mark(peak: number, part: Partial<LaneMark> = {}): LaneMark {
  return {
    id: String(peak),
    start: peak,
    end: peak,
    peak,
    severity: 'low',
    score: 0.7,
    open: false,
    muted: false,
    text: '',
    ...part,
  };
}
const lane = (name: string, ...marks: LaneMark[]): Lane => ({ id: name, name, marks });

it('puts what is open and worst first, then the worst, then the newest, then by name', () => {
  const lanes = [
    lane('quiet b'),
    lane('quiet a'),
    lane('old', mark(1, { severity: 'high' })),
    lane('new', mark(9, { severity: 'high' })),
    lane('muted', mark(99, { severity: 'high', open: true, muted: true })),
    lane('open', mark(2, { open: true })),
  ];
  expect(byUrgency(lanes).map(({ name }) => name)).toEqual(['open', 'new', 'old', 'muted', 'quiet a', 'quiet b']);
});

describe('keys', () => {
  const lanes = [lane('empty'), lane('a', mark(1), mark(5), mark(9)), lane('none'), lane('b', mark(4), mark(10))];

  it('begin at the newest mark of the first lane that has one', () => {
    expect(moved(lanes, null, 'ArrowDown')).toEqual({ lane: 1, mark: 2 });
    expect(moved(lanes, null, 'Tab')).toBeNull();
    expect(moved([lane('empty')], null, 'End')).toBeNull();
  });

  it('go along a lane and stop at its ends', () => {
    expect(moved(lanes, { lane: 1, mark: 2 }, 'ArrowLeft')).toEqual({ lane: 1, mark: 1 });
    expect(moved(lanes, { lane: 1, mark: 2 }, 'ArrowRight')).toBeNull();
    expect(moved(lanes, { lane: 1, mark: 1 }, 'Home')).toEqual({ lane: 1, mark: 0 });
    expect(moved(lanes, { lane: 1, mark: 0 }, 'End')).toEqual({ lane: 1, mark: 2 });
    expect(moved(lanes, { lane: 1, mark: 0 }, 'ArrowLeft')).toBeNull();
  });

  it('go to what is nearest in time of the next lane that has marks', () => {
    expect(moved(lanes, { lane: 1, mark: 1 }, 'ArrowDown')).toEqual({ lane: 3, mark: 0 });
    expect(moved(lanes, { lane: 3, mark: 1 }, 'ArrowUp')).toEqual({ lane: 1, mark: 2 });
    expect(moved(lanes, { lane: 1, mark: 1 }, 'ArrowUp')).toBeNull();
  });
});
