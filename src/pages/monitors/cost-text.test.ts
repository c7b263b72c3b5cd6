import { costParts, shortNumber } from './cost-text.ts';

it('says what an hour costs', () => {
  const cost = {
    series: 3,
    queriesAnHour: 60,
    pointsAnHour: 180,
    millisecondsAnHour: 1_520,
    stateBytes: 0,
    resultBytes: 0,
  };
  expect(costParts(cost)).toEqual(['3 series', '60 queries/h', '1.5 s/h']);
  expect(costParts({ ...cost, millisecondsAnHour: 42.4 })[2]).toBe('42 ms/h');
});

it.each([
  [0, '0'],
  [999, '999'],
  [1_234, '1.2 k'],
  [123_456, '123 k'],
  [2_500_000, '2.5 M'],
])('shortens %d to %s', (value, text) => expect(shortNumber(value)).toBe(text));
