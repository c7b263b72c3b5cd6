import { normalBelow, zOfLevel } from './normal.ts';

it('knows the normal law, its tails too', () => {
  expect(normalBelow(0)).toBeCloseTo(0.5, 6);
  expect(normalBelow(1.959964)).toBeCloseTo(0.975, 6);
  expect(normalBelow(-6) / 9.8659e-10).toBeCloseTo(1, 4);
  expect(zOfLevel(95)).toBeCloseTo(1.959964, 5);
});
