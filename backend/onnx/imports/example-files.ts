import { ProtobufWriter } from '../protobuf.ts';

/** A node of a made-up file: its operator, names of inputs and outputs, and attributes by name. */
export interface ExampleNode {
  readonly operator: string;
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly ints?: Readonly<Record<string, readonly number[]>>;
  readonly texts?: Readonly<Record<string, readonly string[]>>;
  readonly graphs?: Readonly<Record<string, ExampleGraph>>;
  /** An attribute that takes its value from a function around it. */
  readonly reference?: string;
}

export interface ExampleTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType?: number;
  readonly raw?: Uint8Array;
  readonly external?: boolean;
}

export interface ExampleGraph {
  readonly nodes: readonly ExampleNode[];
  readonly inputs: readonly ExampleValue[];
  readonly outputs: readonly ExampleValue[];
  readonly constants?: readonly ExampleTensor[];
  readonly isSparse?: boolean;
}

export interface ExampleValue {
  readonly name: string;
  /** TensorProto.DataType; null is a map instead of a tensor. */
  readonly dataType?: number | null;
  readonly shape?: readonly (number | string)[];
}

/** What a made-up file says around its graph. */
export interface ExampleFrame {
  readonly ir?: number;
  readonly opsets?: readonly (readonly [domain: string, version: number])[];
  readonly functions?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

function write(fill: (out: ProtobufWriter) => void): ProtobufWriter {
  const out = new ProtobufWriter();
  fill(out);
  return out;
}

function valueInfo({ name, dataType = 1, shape = [] }: ExampleValue): ProtobufWriter {
  const dims = write((out) => {
    for (const dim of shape) {
      out.message(
        1,
        write((one) => (typeof dim === 'number' ? one.int(1, dim) : one.string(2, dim)))
      );
    }
  });
  const type = write((out) =>
    dataType === null
      ? out.message(5, new ProtobufWriter())
      : out.message(
          1,
          write((tensor) => {
            tensor.int(1, dataType);
            tensor.message(2, dims);
          })
        )
  );
  return write((out) => {
    out.string(1, name);
    out.message(2, type);
  });
}

function tensorProto({ name, dims, dataType = 1, raw, external }: ExampleTensor): ProtobufWriter {
  return write((out) => {
    out.packedInts(1, dims);
    out.int(2, dataType);
    out.string(8, name);
    if (raw) {
      out.bytes(9, raw);
    }
    if (external) {
      out.message(13, new ProtobufWriter());
      out.int(14, 1);
    }
  });
}

function nodeProto(node: ExampleNode): ProtobufWriter {
  const attribute = (name: string, fill: (out: ProtobufWriter) => void) =>
    write((out) => {
      out.string(1, name);
      fill(out);
    });
  return write((out) => {
    node.inputs.forEach((name) => out.string(1, name));
    node.outputs.forEach((name) => out.string(2, name));
    out.string(4, node.operator);
    for (const [name, values] of Object.entries(node.ints ?? {})) {
      out.message(
        5,
        attribute(name, (one) => one.packedInts(8, values))
      );
    }
    for (const [name, values] of Object.entries(node.texts ?? {})) {
      out.message(
        5,
        attribute(name, (one) => values.forEach((text) => one.string(9, text)))
      );
    }
    for (const [name, graph] of Object.entries(node.graphs ?? {})) {
      out.message(
        5,
        attribute(name, (one) => one.message(6, graphProto(graph)))
      );
    }
    if (node.reference !== undefined) {
      const { reference } = node;
      out.message(
        5,
        attribute('referred', (one) => one.string(21, reference))
      );
    }
    if (node.domain !== undefined) {
      out.string(7, node.domain);
    }
  });
}

function graphProto({ nodes, inputs, outputs, constants = [], isSparse }: ExampleGraph): ProtobufWriter {
  return write((out) => {
    nodes.forEach((node) => out.message(1, nodeProto(node)));
    out.string(2, 'example');
    constants.forEach((constant) => out.message(5, tensorProto(constant)));
    inputs.forEach((value) => out.message(11, valueInfo(value)));
    outputs.forEach((value) => out.message(12, valueInfo(value)));
    if (isSparse) {
      out.message(15, new ProtobufWriter());
    }
  });
}

/** An ONNX file as any program might write it, right or wrong: what ../write-model.ts would not. For tests. */
export function exampleFile(
  graph: ExampleGraph,
  { ir = 10, opsets = [['', 21]], functions = 0, metadata = {} }: ExampleFrame = {}
): Uint8Array {
  return write((out) => {
    out.int(1, ir);
    out.string(2, 'example');
    out.message(7, graphProto(graph));
    for (const [domain, version] of opsets) {
      out.message(
        8,
        write((one) => {
          one.string(1, domain);
          one.int(2, version);
        })
      );
    }
    for (const [key, value] of Object.entries(metadata)) {
      out.message(
        14,
        write((one) => {
          one.string(1, key);
          one.string(2, value);
        })
      );
    }
    for (let i = 0; i < functions; i++) {
      out.message(25, new ProtobufWriter());
    }
  }).finish();
}

/** One operation between one input and one output. */
export function simpleGraph(node: Partial<ExampleNode> = {}, more: Partial<ExampleGraph> = {}): ExampleGraph {
  return {
    nodes: [{ operator: 'Relu', inputs: ['x'], outputs: ['y'], ...node }],
    inputs: [{ name: 'x', shape: ['n', 4] }],
    outputs: [{ name: 'y', shape: ['n', 4] }],
    ...more,
  };
}

/** Little-endian int64 numbers, as raw_data holds them. */
export function int64s(...values: number[]): Uint8Array {
  return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
}
