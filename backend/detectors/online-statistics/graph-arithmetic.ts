import type { Graph, Value } from '../../onnx/graph.ts';
import { DOUBLE, FLOAT, INT64, double } from '../scoring-graph.ts';
import type { Arithmetic } from './arithmetic.ts';

/** Nodes of a graph over a state of `cells` (float64 scalars) and `table` (float32 vector); `set` and `write` take new values on. */
export class GraphArithmetic implements Arithmetic<Value, Value> {
  readonly graph: Graph;
  readonly cells: Value[];
  table: Value;
  private readonly entries: number;

  constructor(graph: Graph, cells: readonly Value[], table: Value, entries: number) {
    this.graph = graph;
    this.cells = [...cells];
    this.table = table;
    this.entries = entries;
  }

  private value(a: Value | number): Value {
    return typeof a === 'number' ? double(this.graph, a) : a;
  }
  private binary(
    operator: 'Add' | 'Sub' | 'Mul' | 'Div' | 'Min' | 'Max' | 'Less',
    a: Value | number,
    b: Value | number
  ) {
    return this.graph.op(operator, [this.value(a), this.value(b)]);
  }
  add(a: Value | number, b: Value | number): Value {
    return this.binary('Add', a, b);
  }
  sub(a: Value | number, b: Value | number): Value {
    return this.binary('Sub', a, b);
  }
  mul(a: Value | number, b: Value | number): Value {
    return this.binary('Mul', a, b);
  }
  div(a: Value | number, b: Value | number): Value {
    return this.binary('Div', a, b);
  }
  min(a: Value | number, b: Value | number): Value {
    return this.binary('Min', a, b);
  }
  max(a: Value | number, b: Value | number): Value {
    return this.binary('Max', a, b);
  }
  abs(a: Value): Value {
    return this.graph.op('Abs', [a]);
  }
  sqrt(a: Value): Value {
    return this.graph.op('Sqrt', [a]);
  }
  log(a: Value): Value {
    return this.graph.op('Log', [a]);
  }
  exp(a: Value): Value {
    return this.graph.op('Exp', [a]);
  }
  floor(a: Value): Value {
    return this.graph.op('Floor', [a]);
  }
  less(a: Value | number, b: Value | number): Value {
    return this.binary('Less', a, b);
  }
  isNaN(a: Value): Value {
    return this.graph.op('IsNaN', [a]);
  }
  and(a: Value, b: Value): Value {
    return this.graph.op('And', [a, b]);
  }
  select(condition: Value, a: Value | number, b: Value | number): Value {
    return this.graph.op('Where', [condition, this.value(a), this.value(b)]);
  }
  get(cell: number): Value {
    return this.cells[cell];
  }
  set(cell: number, value: Value | number): void {
    this.cells[cell] = this.value(value);
  }
  read(at: Value): Value {
    const index = this.graph.op('Cast', [at], { to: INT64 });
    return this.graph.op('Cast', [this.graph.op('Gather', [this.table, index], { axis: 0 })], { to: DOUBLE });
  }
  write(at: Value, value: Value): void {
    const all = double(
      this.graph,
      Array.from({ length: this.entries }, (_, i) => i)
    );
    const written = this.graph.op('Cast', [value], { to: FLOAT });
    this.table = this.graph.op('Where', [this.graph.op('Equal', [all, at]), written, this.table]);
  }
}
