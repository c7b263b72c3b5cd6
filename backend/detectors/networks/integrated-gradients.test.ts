import { integratedGradients } from './integrated-gradients.ts';
import type { Differentiable } from './integrated-gradients.ts';

const sum = (parts: Float64Array): number => parts.reduce((total, part) => total + part, 0);

describe('integrated gradients', () => {
  it('are each entry times its weight for a linear function', () => {
    const linear: Differentiable = (row) => ({ value: 2 * row[0] - 3 * row[1] + 1, gradient: Float64Array.of(2, -3) });
    const { parts, value, baseline } = integratedGradients(linear, Float64Array.of(5, 7), Float64Array.of(1, 1));
    expect([value, baseline]).toEqual([-10, 0]);
    expect(parts[0]).toBeCloseTo(8, 9);
    expect(parts[1]).toBeCloseTo(-18, 9);
  });

  it('share a product evenly between its factors', () => {
    const product: Differentiable = ([a, b]) => ({ value: a * b, gradient: Float64Array.of(b, a) });
    const { parts } = integratedGradients(product, Float64Array.of(3, 4), new Float64Array(2));
    expect(parts[0]).toBeCloseTo(6, 6);
    expect(parts[1]).toBeCloseTo(6, 6);
  });

  it('find a bend that lies at a millionth of the path', () => {
    const bent: Differentiable = ([a, b]) => ({
      value: Math.tanh(a) + b,
      gradient: Float64Array.of(1 - Math.tanh(a) ** 2, 1),
    });
    const { parts } = integratedGradients(bent, Float64Array.of(1e6, 2), new Float64Array(2));
    expect(parts[0]).toBeCloseTo(1, 3);
    expect(parts[1]).toBeCloseTo(2, 3);
  });

  it('add up across a kink nobody told of, and exactly across one that is told', () => {
    const kinked: Differentiable = ([a, b]) => ({
      value: Math.abs(a - 1) + 2 * Math.min(b, 0.3),
      gradient: Float64Array.of(Math.sign(a - 1), b < 0.3 ? 2 : 0),
    });
    const { parts, value, baseline } = integratedGradients(kinked, Float64Array.of(7, 1), new Float64Array(2), [0.3]);
    expect(Math.abs(sum(parts) - (value - baseline))).toBeLessThan(1e-3);
    expect(parts[1]).toBeCloseTo(0.6, 6);
  });
});
