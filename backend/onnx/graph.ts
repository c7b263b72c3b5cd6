import { contentKey } from './content-key.ts';
import { shapeError } from './inference.ts';
import { OPERATORS } from './operators.ts';
import type { AttributesOf, OperatorName, OperatorSpec } from './operators.ts';
import { tensor, toTyped } from './tensor.ts';
import type { DType, Dim, Tensor, TensorType } from './tensor.ts';

/** A tensor flowing through a graph. `constant` is its content where it is an initializer. */
export interface Value extends TensorType {
  readonly name: string;
  readonly constant?: Tensor;
}

export interface Node {
  readonly operator: OperatorName;
  readonly name: string;
  /** Empty names stand for optional inputs left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The body of a Loop or Scan: closed over the constants and values of the graph it was made from. */
export interface Subgraph {
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly nodes: readonly Node[];
}

/**
 * Builds an ONNX graph node by node, checking operators, arities and shapes as it goes. Names are numbered in the order of the calls,
 * so that equal calls give equal bytes. Constants live in the root graph and are kept once. Errors are `engine-failure`.
 */
export class Graph implements Subgraph {
  readonly name: string;
  readonly inputs: Value[] = [];
  readonly outputs: Value[] = [];
  readonly nodes: Node[] = [];
  private readonly root: Graph | null;
  private readonly constants = new Map<string, Value>();
  /** Every value of the root graph and its bodies, by name. */
  private readonly values = new Map<string, Value>();
  private counter = 0;

  constructor(name: string, root: Graph | null = null) {
    this.name = name;
    this.root = root;
  }

  /** Initializers, in the order they were first used. */
  get initializers(): readonly Value[] {
    return [...this.constants.values()];
  }

  private fresh(prefix: string): string {
    const owner = this.root ?? this;
    return `${prefix}_${owner.counter++}`;
  }

  private remember(value: Value): Value {
    (this.root ?? this).values.set(value.name, value);
    return value;
  }

  /** The value a node's input or output names; in a body, the values outside it too. */
  valueNamed(name: string): Value {
    const value = (this.root ?? this).values.get(name);
    if (!value) {
      throw shapeError(`there is no value '${name}'`);
    }
    return value;
  }

  /** The graph's next input; in a subgraph the name gets a number, so that it hides nothing outside. */
  input(name: string, dtype: DType, shape: readonly Dim[]): Value {
    const value = this.remember({ name: this.root ? this.fresh(name) : name, dtype, shape });
    this.inputs.push(value);
    return value;
  }

  /** Declares `value` as the graph's next output, under `name`; what a node of a body gives is its output as it is, which saves a node. */
  output(name: string, value: Value): void {
    const isOwn = this.root !== null && this.nodes.some(({ outputs }) => outputs.includes(value.name));
    if (isOwn && !this.outputs.some((output) => output.name === value.name)) {
      this.outputs.push(value);
      return;
    }
    const out = { name: this.root ? this.fresh(name) : name, dtype: value.dtype, shape: value.shape };
    this.nodes.push({
      operator: 'Identity',
      name: this.fresh('node'),
      inputs: [value.name],
      outputs: [out.name],
      attributes: {},
    });
    this.outputs.push(out);
  }

  /** A constant; equal ones are kept once. `dims` defaults to a vector, or to a scalar for a bare number. */
  constant(dtype: DType, values: number | ArrayLike<number>, dims?: readonly number[]): Value {
    const list = typeof values === 'number' ? [values] : values;
    const shape = dims ?? (typeof values === 'number' ? [] : [list.length]);
    return this.constantTensor(tensor(dtype, shape, toTyped(dtype, list)));
  }

  constantTensor(content: Tensor): Value {
    if (this.root) {
      return this.root.constantTensor(content);
    }
    const key = `${content.type}[${content.dims}]${contentKey(content.data)}`;
    let value = this.constants.get(key);
    if (!value) {
      value = this.remember({
        name: this.fresh('const'),
        dtype: content.type,
        shape: content.dims,
        constant: content,
      });
      this.constants.set(key, value);
    }
    return value;
  }

  /** One node with one output. `type` overrides what the operator table infers. */
  op<K extends OperatorName>(
    operator: K,
    inputs: readonly (Value | null)[],
    attributes: AttributesOf<K> = {},
    type?: TensorType
  ): Value {
    return this.ops(operator, inputs, attributes, 1, type && [type])[0];
  }

  /** One node with `count` outputs. */
  ops<K extends OperatorName>(
    operator: K,
    inputs: readonly (Value | null)[],
    attributes: AttributesOf<K>,
    count: number,
    types?: readonly TensorType[]
  ): Value[] {
    const spec = specOf(operator);
    const given = attributes as Readonly<Record<string, unknown>>;
    checkArity(operator, spec, inputs.length, count);
    for (const attribute of Object.keys(given)) {
      if (!Object.hasOwn(spec.attributes, attribute)) {
        throw shapeError(`${operator} has no attribute '${attribute}'`);
      }
    }
    const inferred = types ?? spec.infer(inputs, given, count);
    if (inferred.length !== count) {
      throw shapeError(`${operator} gives ${inferred.length} outputs, not ${count}`);
    }
    const outputs = inferred.map(({ dtype, shape }) =>
      this.remember({ name: this.fresh(operator.toLowerCase()), dtype, shape })
    );
    this.nodes.push({
      operator,
      name: this.fresh('node'),
      inputs: inputs.map((input) => input?.name ?? ''),
      outputs: outputs.map((output) => output.name),
      attributes: given,
    });
    return outputs;
  }

  /** A body for Loop or Scan that sees this graph's values and constants. Declare its inputs and outputs, then pass it as `body`. */
  subgraph(name: string): Graph {
    return new Graph(name, this.root ?? this);
  }
}

function specOf(operator: string): OperatorSpec {
  if (!Object.hasOwn(OPERATORS, operator)) {
    throw shapeError(`operator '${operator}' is not in Nightjar's operator table`);
  }
  return OPERATORS[operator as OperatorName];
}

function checkArity(operator: string, spec: OperatorSpec, inputs: number, outputs: number): void {
  if (inputs < spec.inputs[0] || inputs > spec.inputs[1]) {
    throw shapeError(`${operator} with ${inputs} inputs`);
  }
  if (outputs < spec.outputs[0] || outputs > spec.outputs[1]) {
    throw shapeError(`${operator} with ${outputs} outputs`);
  }
}
