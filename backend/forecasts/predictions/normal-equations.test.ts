import { normalEquations, solveSymmetric } from './normal-equations.ts';

it('finds the line through points, weighted where told', () => {
  const rows = [0, 1, 2].map((x) => Float64Array.of(1, x));
  const { matrix, right } = normalEquations(rows, [1, 3, 5]);
  const line = solveSymmetric(matrix, right);
  expect(line?.[0]).toBeCloseTo(1);
  expect(line?.[1]).toBeCloseTo(2);
  const weighed = normalEquations(rows, [1, 3, 100], [1, 1, 0]);
  expect(solveSymmetric(weighed.matrix, weighed.right)?.[1]).toBeCloseTo(2);
});

it('has no answer for a singular matrix', () => {
  expect(solveSymmetric(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 2))).toBeNull();
});
