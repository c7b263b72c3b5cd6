import { barHeight, ordered } from './ordered.ts';
import type { ShownIncident } from './read-incidents.ts';

const incident = (id: string, part: Partial<ShownIncident>): ShownIncident => ({
  id,
  title: id,
  state: 'open',
  severity: 'error',
  priority: 50,
  start: 0,
  end: 1,
  alerts: 1,
  services: [],
  cause: '',
  causeProbability: NaN,
  escalated: false,
  silenced: false,
  refId: 'A',
  ...part,
});

it('puts what goes on first, then what is urgent, then what is new; or simply the newest', () => {
  const all = [
    incident('over', { state: 'resolved', priority: 90, start: 9 }),
    incident('unknown', { priority: NaN, start: 8 }),
    incident('old', { priority: 70, start: 1 }),
    incident('new', { priority: 70, start: 5 }),
  ];
  const ids = (order: 'priority' | 'newest') => ordered(all, order).map(({ id }) => id);
  expect(ids('priority')).toEqual(['new', 'old', 'unknown', 'over']);
  expect(ids('newest')).toEqual(['over', 'unknown', 'new', 'old']);
});

it('draws larger incidents taller, within bounds', () => {
  const heights = [NaN, 1, 2, 40, 1e6].map(barHeight);
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(heights[0]).toBe(8);
  expect(heights[4]).toBe(28);
});
