import * as fc from 'fast-check';
import { autocorrelation, fourier, outstandingLags } from './autocorrelation.ts';

it('transforms as the sum by definition does', () => {
  const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(values, values, (re, im) => {
      const [a, b] = [Float64Array.from(re), Float64Array.from(im)];
      fourier(a, b);
      for (let k = 0; k < 16; k++) {
        const angle = (i: number): number => (-2 * Math.PI * i * k) / 16;
        expect(a[k]).toBeCloseTo(
          re.reduce((sum, x, i) => sum + x * Math.cos(angle(i)) - im[i] * Math.sin(angle(i)), 0),
          8
        );
        expect(b[k]).toBeCloseTo(
          re.reduce((sum, x, i) => sum + x * Math.sin(angle(i)) + im[i] * Math.cos(angle(i)), 0),
          8
        );
      }
    })
  );
});

it('correlates values about their line with themselves later', () => {
  const values = Float64Array.of(1, 5, 2, 8, 3, 9, 1);
  const middle = 3;
  const slope = values.reduce((sum, v, i) => sum + v * (i - middle), 0) / 28;
  const left = values.map((v, i) => v - 29 / 7 - slope * (i - middle));
  const at = (lag: number): number => left.subarray(lag).reduce((sum, v, i) => sum + v * left[i], 0) / (7 - lag);
  const correlation = autocorrelation(values, 3);
  expect(correlation[0]).toBe(1);
  [1, 2, 3].forEach((lag) => expect(correlation[lag]).toBeCloseTo(at(lag) / at(0), 10));
  expect([...autocorrelation(Float64Array.of(1, 2, 3, 4), 2)]).toEqual([1, 0, 0]);
});

it('leaves out multiples of an outstanding lag, but not one that stands out more', () => {
  const bump = (lag: number, period: number): number => Math.cos((2 * Math.PI * lag) / period);
  const plain = Float64Array.from({ length: 100 }, (_, lag) => bump(lag, 10));
  expect(outstandingLags(plain, 3, 5)).toEqual([10]);
  const both = Float64Array.from({ length: 100 }, (_, lag) => 0.2 * bump(lag, 10) + bump(lag, 40));
  expect(outstandingLags(both, 3, 5)[0]).toBe(40);
});
