import { brierSkill, calibrationError, reliability } from './measures.ts';

const judged = (probability: number, came: number, of: number) =>
  Array.from({ length: of }, (_, i) => ({ probability, came: i < came }));

it('has no calibration error where things come true as often as said', () => {
  expect(calibrationError([...judged(0.2, 20, 100), ...judged(0.75, 75, 100)])).toBeCloseTo(0);
  expect(calibrationError([...judged(0.2, 40, 100), ...judged(0.75, 75, 100)])).toBeCloseTo(0.1);
});

it('puts a certain prediction into the last tenth', () => {
  expect(reliability(judged(1, 5, 10))).toEqual([{ said: 1, came: 0.5, count: 10 }]);
});

it('has no skill at the base rate, full skill where nothing is in doubt, and less than none where it misleads', () => {
  expect(brierSkill(judged(0.3, 3, 10))).toBeCloseTo(0);
  expect(brierSkill([...judged(1, 5, 5), ...judged(0, 0, 5)])).toBe(1);
  expect(brierSkill([...judged(0, 5, 5), ...judged(1, 0, 5)])).toBeLessThan(0);
});
