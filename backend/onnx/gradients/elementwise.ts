import type { Graph, Value } from '../graph.ts';
import { product, scalar, scaled, unbroadcast } from './broadcast.ts';
import type { BackwardStep, GradientRule } from './rule.ts';

/** Of one input and one output: `derive` gives the cotangent of the input from x, y and the output's cotangent. */
function unary(derive: (graph: Graph, cotangent: Value, x: Value, y: Value) => Value): GradientRule {
  return ({ graph, inputs, outputs, cotangents }) => {
    const [x] = inputs;
    const [cotangent] = cotangents;
    return [x && cotangent && derive(graph, cotangent, x, outputs[0])];
  };
}

/** Of two broadcast inputs: each side's cotangent before it is summed back to that side's shape. */
function binary(
  left: (graph: Graph, cotangent: Value, a: Value, b: Value, y: Value) => Value,
  right: (graph: Graph, cotangent: Value, a: Value, b: Value, y: Value) => Value
): GradientRule {
  return ({ graph, inputs: [a, b], outputs: [y], cotangents: [cotangent], wants }) => {
    if (!a || !b || !cotangent) {
      return [null, null];
    }
    return [left, right].map((derive, i) =>
      wants(i) ? unbroadcast(graph, derive(graph, cotangent, a, b, y), y.shape, (i === 0 ? a : b).shape) : null
    );
  };
}

/** `cotangent` where the condition holds, 0 elsewhere. */
function where(graph: Graph, condition: Value, cotangent: Value): Value {
  return graph.op('Where', [condition, cotangent, scalar(graph, cotangent, 0)]);
}

/** Steeper than this float32 has nothing: every positive number times it is 1 or more. */
const STEEPEST = 3e38;

/**
 * `cotangent` where y is above 0. A hard sigmoid as steep as can be is 0 or 1, and a product with it takes half the time of a comparison and Where;
 * ONNX Runtime has it for float32 alone.
 */
function rectified(graph: Graph, cotangent: Value, y: Value): Value {
  return y.dtype === 'float32'
    ? product(graph, cotangent, graph.op('HardSigmoid', [y], { alpha: STEEPEST, beta: 0 }))
    : where(graph, graph.op('Greater', [y, scalar(graph, y, 0)]), cotangent);
}

const passed = (_: Graph, cotangent: Value): Value => cotangent;
const multiply = binary(
  (graph, cotangent, _, b) => product(graph, cotangent, b),
  (graph, cotangent, a) => product(graph, cotangent, a)
);
const power = binary(
  (graph, cotangent, x, exponent) => {
    const one = scalar(graph, x, 1);
    const less = graph.op('Pow', [x, graph.op('Sub', [exponent, one])]);
    return product(graph, product(graph, cotangent, exponent), less);
  },
  (graph, cotangent, x, _, y) => product(graph, cotangent, graph.op('Mul', [y, graph.op('Log', [x])]))
);

/** Where inputs tie, the first has the gradient. */
const selected: GradientRule = ({ graph, inputs, outputs: [y], cotangents: [cotangent] }) => {
  let rest = cotangent;
  return inputs.map((x, i) => {
    if (!x || !rest) {
      return null;
    }
    if (i === inputs.length - 1) {
      return unbroadcast(graph, rest, y.shape, x.shape);
    }
    const taken = graph.op('Equal', [x, y]);
    const own = where(graph, taken, rest);
    rest = graph.op('Where', [taken, scalar(graph, rest, 0), rest]);
    return unbroadcast(graph, own, y.shape, x.shape);
  });
};

function squareOrProduct(step: BackwardStep): (Value | null)[] {
  const [a, b] = step.inputs;
  const [cotangent] = step.cotangents;
  if (a && b && cotangent && a.name === b.name) {
    return [product(step.graph, a, scaled(step.graph, cotangent, 2)), null];
  }
  return multiply(step);
}

/** x ** 2, the usual power, needs no power on the way back. */
function squareOrPower(step: BackwardStep): (Value | null)[] {
  const [x, exponent] = step.inputs;
  const [cotangent] = step.cotangents;
  const isSquare = exponent?.constant?.data.length === 1 && Number(exponent.constant.data[0]) === 2;
  if (x && cotangent && isSquare) {
    return [product(step.graph, x, scaled(step.graph, cotangent, 2)), null];
  }
  return power(step);
}

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

/** Rules of the operators that work element by element. */
export const ELEMENTWISE = {
  Abs: unary((graph, cotangent, x) => product(graph, cotangent, graph.op('Sign', [x]))),
  Add: binary(passed, passed),
  Cast: ({ graph, inputs: [x], cotangents: [cotangent] }) => [
    x && cotangent && graph.op('Cast', [cotangent], { to: x.dtype === 'float64' ? 11 : 1 }),
  ],
  /** 0 outside the bounds, which have no gradient of their own. */
  Clip: ({ graph, inputs: [x, least, most], cotangents: [cotangent] }) => {
    if (!x || !cotangent) {
      return [null];
    }
    const above = least && graph.op('GreaterOrEqual', [x, least]);
    const below = most && graph.op('LessOrEqual', [x, most]);
    const inside = above && below ? graph.op('And', [above, below]) : (above ?? below);
    return [inside ? where(graph, inside, cotangent) : cotangent];
  },
  Cos: unary((graph, cotangent, x) => product(graph, scaled(graph, cotangent, -1), graph.op('Sin', [x]))),
  Div: binary(
    (graph, cotangent, _, b) => graph.op('Div', [cotangent, b]),
    (graph, cotangent, _, b, y) => scaled(graph, graph.op('Div', [product(graph, cotangent, y), b]), -1)
  ),
  Erf: unary((graph, cotangent, x) => {
    const bell = graph.op('Exp', [graph.op('Neg', [graph.op('Mul', [x, x])])]);
    return product(graph, scaled(graph, cotangent, TWO_OVER_ROOT_PI), bell);
  }),
  Exp: unary((graph, cotangent, _, y) => product(graph, cotangent, y)),
  Identity: unary(passed),
  Log: unary((graph, cotangent, x) => graph.op('Div', [cotangent, x])),
  Max: selected,
  Min: selected,
  /** a - b q, q the whole quotient that was taken off. */
  Mod: binary(passed, (graph, cotangent, a, b, y) =>
    scaled(graph, product(graph, cotangent, graph.op('Div', [graph.op('Sub', [a, y]), b])), -1)
  ),
  Mul: squareOrProduct,
  Neg: unary((graph, cotangent) => scaled(graph, cotangent, -1)),
  Pow: squareOrPower,
  Relu: unary((graph, cotangent, _, y) => rectified(graph, cotangent, y)),
  Sigmoid: unary((graph, cotangent, _, y) =>
    product(graph, cotangent, graph.op('Mul', [y, graph.op('Sub', [scalar(graph, y, 1), y])]))
  ),
  Sin: unary((graph, cotangent, x) => product(graph, cotangent, graph.op('Cos', [x]))),
  Softplus: unary((graph, cotangent, x) => product(graph, cotangent, graph.op('Sigmoid', [x]))),
  Sqrt: unary((graph, cotangent, _, y) => graph.op('Div', [scaled(graph, cotangent, 0.5), y])),
  Sub: binary(passed, (graph, cotangent) => scaled(graph, cotangent, -1)),
  Tanh: unary((graph, cotangent, _, y) =>
    product(graph, cotangent, graph.op('Sub', [scalar(graph, y, 1), graph.op('Mul', [y, y])]))
  ),
  Where: ({ graph, inputs: [condition, a, b], outputs: [y], cotangents: [cotangent], wants }) => {
    if (!condition || !a || !b || !cotangent) {
      return [null, null, null];
    }
    const zero = scalar(graph, cotangent, 0);
    const left = wants(1) ? unbroadcast(graph, where(graph, condition, cotangent), y.shape, a.shape) : null;
    const right = wants(2)
      ? unbroadcast(graph, graph.op('Where', [condition, zero, cotangent]), y.shape, b.shape)
      : null;
    return [null, left, right];
  },
} satisfies Record<string, GradientRule>;
