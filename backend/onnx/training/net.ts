import type { Graph, Value } from '../graph.ts';
import { elementCount } from '../tensor.ts';

/**
 * How a parameter begins: `xavier` uniform within sqrt(6 / (in + out)) (Glorot and Bengio 2010), `he` normal with deviation sqrt(2 / in) (He et al.
 * 2015), of the parameter's first and last sizes; a number: that constant.
 */
export type Initial = 'xavier' | 'he' | number;

export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: Initial;
  /** This vector is the last row of a matrix of that name, whose other rows are the parameter before it: together they can be had as one. */
  readonly lastRowOf?: string;
}

/** What a net reads of every sample. */
export interface BatchInput {
  /** Of one sample, without the batch dimension. */
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  /** Standard normal numbers the trainer makes anew for every step, from the seed and the step's number; not part of the data. */
  readonly noise?: true;
}

export type Values = Readonly<Record<string, Value>>;

/**
 * A model that can be trained, as graph fragments. `loss` and `predict` are built for one model or for S models side by side, which differ in rank
 * alone: a parameter of shape [a, b] arrives as [a, b] or [S, a, b], a batch of samples of shape [f] as [B, f] or [S, B, f] (noise: [1, B, f]).
 * The pieces in `nets/` serve both. Nothing may mix one model with another.
 */
export interface Net {
  /** Equal keys mean equal graphs: architecture and everything else that shapes them. */
  readonly key: string;
  readonly parameters: readonly Parameter[];
  /** By name. The input of `predict` is called `x`. */
  readonly batch: Readonly<Record<string, BatchInput>>;
  /** It draws numbers within the graph, in a stream that belongs to the session: its trainings cannot be resumed. */
  readonly drawsInGraph?: true;
  /** The mean loss of a batch: one number, or [S]. */
  loss(graph: Graph, parameters: Values, batch: Values): Value;
  /** Outputs by name from `x`, [n, f] or [S, n, f] with any n. */
  predict(graph: Graph, parameters: Values, x: Value): Values;
}

/** Numbers of all of a model's parameters. */
export function parameterCount({ parameters }: Net): number {
  return parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0);
}

/** How many models lie side by side; null: one, without the dimension of the stack, which is faster than a stack of one. */
export type Stack = number | null;

/** A shape for one model, or for a stack of them. */
export function stackedShape(stack: Stack, shape: readonly number[]): number[] {
  return stack === null ? [...shape] : [stack, ...shape];
}

type Part = Pick<Parameter, 'name' | 'shape'>;

function split(graph: Graph, parameters: readonly Part[], flat: Value, stack: Stack): Values {
  const sizes = parameters.map(({ shape }) => elementCount(shape));
  const parts = graph.ops('Split', [flat, graph.constant('int64', sizes)], { axis: -1 }, sizes.length, [
    ...sizes.map((size) => ({ dtype: flat.dtype, shape: stackedShape(stack, [size]) })),
  ]);
  return Object.fromEntries(
    parameters.map(({ name, shape }, i) => [
      name,
      shape.length === 1
        ? parts[i]
        : graph.op('Reshape', [parts[i], graph.constant('int64', stackedShape(stack, shape))]),
    ])
  );
}

/** Parameters with those that are one matrix in one. */
function joined(parameters: readonly Parameter[]): Part[] {
  return parameters.flatMap(({ name, shape }, i): Part[] => {
    const next = parameters.at(i + 1)?.lastRowOf;
    return next ? [{ name: next, shape: [shape[0] + 1, shape[1]] }] : parameters[i].lastRowOf ? [] : [{ name, shape }];
  });
}

/**
 * Takes a flat vector, [N] or [S, N], apart into the net's parameters; of a stack there are matrices with their last rows, too. What is not used of them
 * costs nothing.
 */
export function unpack(graph: Graph, { parameters }: Net, flat: Value, stack: Stack): Values {
  const apart = split(graph, parameters, flat, stack);
  return stack === null ? apart : { ...apart, ...split(graph, joined(parameters), flat, stack) };
}
