import type { WatchedForecast } from '../../../api/forecasts.ts';
import { matching } from './matching.ts';

const row = (name: string, labels: Record<string, string>) => ({ monitor: { id: name, name }, labels });
const rows = [
  row('Disks', { instance: 'db-1', device: '/dev/sda1' }),
  row('Disks', { instance: 'db-2', device: '/dev/sda1' }),
  row('Queue', {}),
] as unknown as WatchedForecast[];

it.each([
  ['', [0, 1, 2]],
  ['disks', [0, 1]],
  ['SDA1  db-1', [0]],
  ['device="/dev/sda1"', [0, 1]],
  ['nothing', []],
])('%s', (text, places) => {
  expect(matching(rows, text)).toEqual(places.map((place) => rows[place]));
});
