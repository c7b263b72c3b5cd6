import { IMPORT_LIMITS, quoted, refused } from './limits.ts';
import type {
  ForeignAttribute,
  ForeignGraph,
  ForeignModel,
  ForeignNode,
  ForeignTensor,
  ForeignValue,
} from './foreign-model.ts';
import { ReadingBudget, WireReader } from './wire-reader.ts';

/** What has been counted of a file so far. */
class Tally {
  private nodes = 0;
  private ints = 0;

  addNode(): void {
    if (++this.nodes > IMPORT_LIMITS.nodes) {
      throw refused(`The model has more than ${IMPORT_LIMITS.nodes} operations: take a smaller one.`);
    }
  }

  addInts(count: number): void {
    this.ints += count;
    if (this.ints > IMPORT_LIMITS.attributeInts) {
      throw refused(
        `The model's attributes hold more than ${IMPORT_LIMITS.attributeInts} numbers: take a smaller one.`
      );
    }
  }
}

/**
 * Reads an ONNX file (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto) that nobody vouches for, in one pass. Memory and time are bounded by the
 * file's size and IMPORT_LIMITS, whatever the file claims. Throws `bad-request`.
 */
export function readForeignModel(bytes: Uint8Array, budget = new ReadingBudget()): ForeignModel {
  const reader = new WireReader(bytes, budget);
  const tally = new Tally();
  const opsets: { domain: string; version: number }[] = [];
  const metadata = new Map<string, string>();
  let graph: ForeignGraph | null = null;
  let irVersion = 0;
  let producer = '';
  let functions = 0;
  let trainingParts = 0;
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        irVersion = reader.int();
        break;
      case 2:
        producer = reader.text();
        break;
      case 7:
        if (graph) {
          throw refused('The file holds two graphs: export it anew and upload that.');
        }
        graph = readGraph(reader.message(), tally, 1);
        break;
      case 8:
        opsets.push(readOpset(reader.message()));
        break;
      case 14:
        readEntry(reader.message(), metadata);
        break;
      case 20:
        trainingParts++;
        reader.skip();
        break;
      case 25:
        functions++;
        reader.skip();
        break;
      default:
        reader.skip();
    }
    if (opsets.length > 32 || metadata.size > IMPORT_LIMITS.metadata) {
      throw refused('The file holds more operator sets or metadata than Nightjar reads: export it without them.');
    }
  }
  if (!graph) {
    throw refused('The file holds no model: upload an .onnx file.');
  }
  return { irVersion, producer, opsets, graph, metadata: Object.fromEntries(metadata), functions, trainingParts };
}

function readOpset(reader: WireReader): { domain: string; version: number } {
  let domain = '';
  let version = 0;
  while (reader.next()) {
    if (reader.field === 1) {
      domain = reader.text();
    } else if (reader.field === 2) {
      version = reader.int();
    } else {
      reader.skip();
    }
  }
  return { domain: domain === 'ai.onnx' ? '' : domain, version };
}

function readEntry(reader: WireReader, into: Map<string, string>): void {
  let key = '';
  let value = '';
  while (reader.next()) {
    if (reader.field === 1) {
      key = reader.text();
    } else if (reader.field === 2) {
      value = reader.text(IMPORT_LIMITS.textBytes);
    } else {
      reader.skip();
    }
  }
  into.set(key, value);
}

function readGraph(reader: WireReader, tally: Tally, depth: number): ForeignGraph {
  if (depth > IMPORT_LIMITS.graphDepth) {
    throw refused(
      `The model nests graphs (Loop, Scan, If) more than ${IMPORT_LIMITS.graphDepth - 1} deep: export it without.`
    );
  }
  const nodes: ForeignNode[] = [];
  const inputs: ForeignValue[] = [];
  const outputs: ForeignValue[] = [];
  const initializers: ForeignTensor[] = [];
  let sparseInitializers = 0;
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        tally.addNode();
        nodes.push(readNode(reader.message(), tally, depth));
        break;
      case 5:
        tally.addNode();
        initializers.push(readTensor(reader.message()));
        break;
      case 11:
        tally.addNode();
        inputs.push(readValue(reader.message()));
        break;
      case 12:
        tally.addNode();
        outputs.push(readValue(reader.message()));
        break;
      case 15:
        sparseInitializers++;
        reader.skip();
        break;
      default:
        reader.skip();
    }
  }
  return { nodes, inputs, outputs, initializers, sparseInitializers };
}

function readNode(reader: WireReader, tally: Tally, depth: number): ForeignNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: ForeignAttribute[] = [];
  let name = '';
  let operator = '';
  let domain = '';
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        inputs.push(reader.text());
        break;
      case 2:
        outputs.push(reader.text());
        break;
      case 3:
        name = reader.text();
        break;
      case 4:
        operator = reader.text();
        break;
      case 5:
        attributes.push(readAttribute(reader.message(), tally, depth));
        break;
      case 7:
        domain = reader.text();
        break;
      default:
        reader.skip();
    }
    if (inputs.length + outputs.length + attributes.length > 10_000) {
      throw refused(`The operation ${quoted(name)} has more than 10000 inputs, outputs and attributes: simplify it.`);
    }
  }
  return { operator, domain: domain === 'ai.onnx' ? '' : domain, name, inputs, outputs, attributes };
}

function readAttribute(reader: WireReader, tally: Tally, depth: number): ForeignAttribute {
  const ints: number[] = [];
  const leaves: number[] = [];
  const tensors: ForeignTensor[] = [];
  const graphs: ForeignGraph[] = [];
  let name = '';
  let isUnreadable = false;
  while (reader.next()) {
    const before = ints.length + leaves.length;
    switch (reader.field) {
      case 1:
        name = reader.text();
        break;
      case 3:
        ints.push(reader.int());
        break;
      case 8:
        reader.ints(ints);
        break;
      case 9:
        leaves.push(Number(isLeaf(reader.bytes())));
        break;
      case 5:
      case 10:
        tally.addNode();
        tensors.push(readTensor(reader.message()));
        break;
      case 6:
      case 11:
        tally.addNode();
        graphs.push(readGraph(reader.message(), tally, depth + 1));
        break;
      // Types, a value from outside (`ref_attr_name`) and sparse tensors.
      case 14:
      case 15:
      case 21:
      case 22:
      case 23:
        isUnreadable = true;
        reader.skip();
        break;
      default:
        reader.skip();
    }
    tally.addInts(ints.length + leaves.length - before);
  }
  return { name, ints, leaves, tensors, graphs, isUnreadable };
}

const LEAF = [...'LEAF'].map((letter) => letter.charCodeAt(0));

function isLeaf(text: Uint8Array): boolean {
  return text.length === LEAF.length && LEAF.every((code, i) => text[i] === code);
}

function readTensor(reader: WireReader): ForeignTensor {
  const dims: number[] = [];
  let name = '';
  let dataType = 0;
  let isExternal = false;
  let rawBytes: number | null = null;
  let listed = 0;
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        reader.ints(dims);
        break;
      case 2:
        dataType = reader.int();
        break;
      case 4:
        listed += reader.countFixed(4);
        break;
      case 5:
      case 7:
      case 11:
        listed += reader.countInts();
        break;
      case 8:
        name = reader.text();
        break;
      case 9:
        rawBytes = reader.bytes().length;
        break;
      case 10:
        listed += reader.countFixed(8);
        break;
      case 13:
        isExternal = true;
        reader.skip();
        break;
      case 14:
        isExternal = reader.int() !== 0 || isExternal;
        break;
      default:
        reader.skip();
    }
    if (dims.length > IMPORT_LIMITS.rank) {
      throw refused(`The constant ${quoted(name)} has more than ${IMPORT_LIMITS.rank} dimensions: export it anew.`);
    }
  }
  return { name, dims, dataType, isExternal, rawBytes, listed };
}

function readValue(reader: WireReader): ForeignValue {
  let name = '';
  let type: Omit<ForeignValue, 'name'> = { dataType: null, dims: null };
  while (reader.next()) {
    if (reader.field === 1) {
      name = reader.text();
    } else if (reader.field === 2) {
      type = readType(reader.message());
    } else {
      reader.skip();
    }
  }
  return { name, ...type };
}

/** A TypeProto; what is no dense tensor has no data type. */
function readType(reader: WireReader): Omit<ForeignValue, 'name'> {
  let dataType: number | null = null;
  let dims: (number | string | null)[] | null = null;
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    const tensor = reader.message();
    while (tensor.next()) {
      if (tensor.field === 1) {
        dataType = tensor.int();
      } else if (tensor.field === 2) {
        dims = readShape(tensor.message());
      } else {
        tensor.skip();
      }
    }
  }
  return { dataType, dims };
}

function readShape(reader: WireReader): (number | string | null)[] {
  const dims: (number | string | null)[] = [];
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    const dimension = reader.message();
    let dim: number | string | null = null;
    while (dimension.next()) {
      if (dimension.field === 1) {
        dim = dimension.int();
      } else if (dimension.field === 2) {
        dim = dimension.text();
      } else {
        dimension.skip();
      }
    }
    dims.push(dim);
    if (dims.length > IMPORT_LIMITS.rank) {
      throw refused(`An input or output has more than ${IMPORT_LIMITS.rank} dimensions: reshape it within the model.`);
    }
  }
  return dims;
}
