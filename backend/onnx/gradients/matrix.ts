import type { Graph, Value } from '../graph.ts';
import { swapped, transposeOf } from '../swapped.ts';
import { expanded, factored, scaled, unbroadcast } from './broadcast.ts';
import type { GradientRule } from './rule.ts';

/** `a` times `b`, each transposed first where asked; one Gemm. */
function gemm(graph: Graph, a: Value, transA: boolean, b: Value, transB: boolean, alpha = 1): Value {
  const [left, right] = [factored(graph, a), factored(graph, b)];
  const factor = alpha * left.factor * right.factor;
  const transposed = { ...(transA ? { transA: 1 } : {}), ...(transB ? { transB: 1 } : {}) };
  return graph.op('Gemm', [left.value, right.value], { ...transposed, ...(factor === 1 ? {} : { alpha: factor }) });
}

/** Rules of matrix products. Products of plain matrices become Gemm, which transposes for nothing. */
export const MATRICES = {
  Gemm: ({ graph, inputs: [a, b, c], outputs: [y], attributes, cotangents: [cotangent], wants }) => {
    if (!a || !b || !cotangent) {
      return [null, null, null];
    }
    const { alpha = 1, beta = 1, transA = 0, transB = 0 } = attributes as Record<string, number | undefined>;
    const [isA, isB] = [transA === 1, transB === 1];
    const full = expanded(graph, cotangent, y.shape);
    const byA = () => (isA ? gemm(graph, b, isB, full, true, alpha) : gemm(graph, full, false, b, !isB, alpha));
    const byB = () => (isB ? gemm(graph, full, true, a, isA, alpha) : gemm(graph, a, !isA, full, false, alpha));
    return [
      wants(0) ? byA() : null,
      wants(1) ? byB() : null,
      c && wants(2) ? scaled(graph, unbroadcast(graph, cotangent, y.shape, c.shape), Math.fround(beta)) : null,
    ];
  },
  MatMul: ({ graph, inputs: [a, b], outputs: [y], cotangents: [cotangent], wants }) => {
    if (!a || !b || !cotangent) {
      return [null, null];
    }
    const full = expanded(graph, cotangent, y.shape);
    if (a.shape.length === 2 && b.shape.length === 2) {
      return [wants(0) ? gemm(graph, full, false, b, true) : null, wants(1) ? gemm(graph, a, true, full, false) : null];
    }
    const sum = (value: Value, to: Value) => unbroadcast(graph, value, value.shape, to.shape);
    // Of an operand that is itself a transpose the transposed gradient is asked for next: made as such it costs nothing.
    const product = (left: Value, right: Value, isTransposed: boolean) =>
      isTransposed
        ? swapped(graph, graph.op('MatMul', [swapped(graph, right), swapped(graph, left)]))
        : graph.op('MatMul', [left, right]);
    const [isA, isB] = [a, b].map((operand) => transposeOf(graph, operand) !== null);
    return [
      wants(0) ? sum(product(full, swapped(graph, b), isA), a) : null,
      wants(1) ? sum(product(swapped(graph, a), full, isB), b) : null,
    ];
  },
} satisfies Record<string, GradientRule>;
