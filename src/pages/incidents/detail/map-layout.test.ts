import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { layOut } from './map-layout.ts';

const columnOf = (layout: ReturnType<typeof layOut>, name: string) =>
  layout.services.find((one) => one.name === name)?.column;

test('calls go to the right, services of no call stand in the first column', () => {
  const layout = layOut(
    ['lone'],
    [
      ['frontend', 'checkout'],
      ['checkout', 'payment'],
      ['frontend', 'payment'],
    ]
  );
  expect(['frontend', 'checkout', 'payment', 'lone'].map((name) => columnOf(layout, name))).toEqual([0, 1, 2, 0]);
  expect(layout).toMatchObject({ columns: 3, rows: 2 });
});

test('neighbours stand on one height rather than crossing', () => {
  const { services } = layOut(
    [],
    [
      ['a', 'z'],
      ['b', 'y'],
      ['c', 'x'],
    ]
  );
  const row = (name: string) => services.find((one) => one.name === name)?.row;
  expect([row('z'), row('y'), row('x')]).toEqual([row('a'), row('b'), row('c')]);
});

test('any calls, circles too, place every service once and no two on one place', () => {
  const name = fc.constantFrom(...'abcdefgh');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name), { maxLength: 20 }), fc.array(name, { maxLength: 4 }), (calls, names) => {
      const { services, columns, rows } = layOut(names, calls);
      expect(services.map((one) => one.name).toSorted()).toEqual([...new Set([...names, ...calls.flat()])].toSorted());
      expect(new Set(services.map(({ column, row }) => `${column} ${row}`)).size).toBe(services.length);
      expect(services.every(({ column, row }) => column < columns && row < rows)).toBe(true);
    }),
    { numRuns: 200 }
  );
});
