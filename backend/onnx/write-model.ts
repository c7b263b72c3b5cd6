import type { Graph, Node, Subgraph, Value } from './graph.ts';
import { liveNodes, namesRead } from './needed-nodes.ts';
import { IR_VERSION, OPERATORS, OPSET } from './operators.ts';
import type { AttributeKind, AttributeKinds, OperatorSpec } from './operators.ts';
import { ProtobufWriter } from './protobuf.ts';
import { DTYPES, rawBytes } from './tensor.ts';
import type { Tensor } from './tensor.ts';

/** AttributeProto.AttributeType. */
const ATTRIBUTE_TYPE: Record<AttributeKind, number> = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  graph: 5,
  floats: 6,
  ints: 7,
  strings: 8,
};

function tensorProto(name: string, content: Tensor): ProtobufWriter {
  const out = new ProtobufWriter();
  out.packedInts(1, content.dims);
  out.int(2, DTYPES[content.type].onnx);
  out.string(8, name);
  out.bytes(9, rawBytes(content.data));
  return out;
}

function valueInfo(value: Value): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const dim of value.shape) {
    const dimension = new ProtobufWriter();
    if (typeof dim === 'number') {
      dimension.int(1, dim);
    } else {
      dimension.string(2, dim);
    }
    shape.message(1, dimension);
  }
  const tensorType = new ProtobufWriter();
  tensorType.int(1, DTYPES[value.dtype].onnx);
  tensorType.message(2, shape);
  const type = new ProtobufWriter();
  type.message(1, tensorType);
  const out = new ProtobufWriter();
  out.string(1, value.name);
  out.message(2, type);
  return out;
}

function attributeProto(name: string, kind: AttributeKind, value: unknown): ProtobufWriter {
  const out = new ProtobufWriter();
  out.string(1, name);
  switch (kind) {
    case 'float':
      out.float(2, value as AttributeKinds['float']);
      break;
    case 'int':
      out.int(3, value as AttributeKinds['int']);
      break;
    case 'string':
      out.string(4, value as AttributeKinds['string']);
      break;
    case 'tensor':
      out.message(5, tensorProto('', value as AttributeKinds['tensor']));
      break;
    case 'graph':
      out.message(6, graphProto(value as Subgraph, []));
      break;
    case 'floats':
      out.packedFloats(7, value as AttributeKinds['floats']);
      break;
    case 'ints':
      out.packedInts(8, Array.from(value as AttributeKinds['ints']));
      break;
    case 'strings':
      for (const text of value as AttributeKinds['strings']) {
        out.string(9, text);
      }
      break;
  }
  out.int(20, ATTRIBUTE_TYPE[kind]);
  return out;
}

function nodeProto(node: Node): ProtobufWriter {
  const spec: OperatorSpec = OPERATORS[node.operator];
  const out = new ProtobufWriter();
  for (const input of node.inputs) {
    out.string(1, input);
  }
  for (const output of node.outputs) {
    out.string(2, output);
  }
  out.string(3, node.name);
  out.string(4, node.operator);
  for (const name of Object.keys(node.attributes).sort()) {
    const value = node.attributes[name];
    if (value !== undefined) {
      out.message(5, attributeProto(name, spec.attributes[name], value));
    }
  }
  if (spec.domain !== '') {
    out.string(7, spec.domain);
  }
  return out;
}

function graphProto(graph: Subgraph, initializers: readonly Value[]): ProtobufWriter {
  const out = new ProtobufWriter();
  for (const node of liveNodes(graph)) {
    out.message(1, nodeProto(node));
  }
  out.string(2, graph.name);
  for (const { name, constant } of initializers) {
    if (constant) {
      out.message(5, tensorProto(name, constant));
    }
  }
  for (const input of graph.inputs) {
    out.message(11, valueInfo(input));
  }
  for (const output of graph.outputs) {
    out.message(12, valueInfo(output));
  }
  return out;
}

/** Domains of the graph's operators, those of its subgraphs too, and the default domain, in order. */
function domainsOf(graph: Subgraph): OperatorSpec['domain'][] {
  const domains = new Set<OperatorSpec['domain']>(['']);
  for (const node of liveNodes(graph)) {
    domains.add(OPERATORS[node.operator].domain);
    if (node.attributes.body) {
      domainsOf(node.attributes.body as Subgraph).forEach((domain) => domains.add(domain));
    }
  }
  return [...domains].sort();
}

/**
 * The graph as an ONNX file (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto): IR 10, opset 21, ai.onnx.ml 4 where used.
 * What no output depends on is left out. `metadata` becomes metadata_props. Equal graphs and metadata give equal bytes.
 */
export function writeModel(graph: Graph, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const out = new ProtobufWriter();
  out.int(1, IR_VERSION);
  out.string(2, 'nightjar');
  const read = namesRead(graph);
  out.message(
    7,
    graphProto(
      graph,
      graph.initializers.filter(({ name }) => read.has(name))
    )
  );
  for (const domain of domainsOf(graph)) {
    const opset = new ProtobufWriter();
    opset.string(1, domain);
    opset.int(2, OPSET[domain]);
    out.message(8, opset);
  }
  for (const key of Object.keys(metadata).sort()) {
    const entry = new ProtobufWriter();
    entry.string(1, key);
    entry.string(2, metadata[key]);
    out.message(14, entry);
  }
  return out.finish();
}
