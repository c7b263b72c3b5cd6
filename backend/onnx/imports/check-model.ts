import { ALLOWED_OPERATORS } from './allowed-operators.ts';
import { checkDataflow } from './check-dataflow.ts';
import { checkTrees } from './check-trees.ts';
import type { ForeignGraph, ForeignModel, ForeignNode, ForeignTensor, ForeignValue } from './foreign-model.ts';
import { IMPORT_LIMITS, NEWEST_IR, OPSETS, quoted, refused } from './limits.ts';
import { readForeignModel } from './read-model.ts';

/** An input or output: its ONNX type by name, and its shape; a dimension that is open is null. */
export type CheckedValue = {
  readonly name: string;
  readonly type: 'float32' | 'float64' | 'int64' | 'other';
  readonly shape: readonly (number | null)[];
};

/** What is known of a file that passed all checks that need no run. Plain data. */
export type CheckedModel = {
  readonly producer: string;
  readonly irVersion: number;
  /** Versions by domain; '' is ONNX's own. */
  readonly opsets: Readonly<Record<string, number>>;
  readonly inputs: readonly CheckedValue[];
  readonly outputs: readonly CheckedValue[];
  /** How often each operator is used. */
  readonly operators: Readonly<Record<string, number>>;
  /** Numbers of all constants together. */
  readonly elements: number;
  readonly metadata: Readonly<Record<string, string>>;
};

/** TensorProto.DataType by number: bytes an element; what is not here (texts, complex numbers, ...) is not allowed. */
const ELEMENT_BYTES: Readonly<Record<number, number>> = {
  1: 4,
  2: 1,
  3: 1,
  4: 2,
  5: 2,
  6: 4,
  7: 8,
  9: 1,
  10: 2,
  11: 8,
  12: 4,
  13: 8,
  16: 2,
};
const TYPES: Readonly<Record<number, CheckedValue['type']>> = { 1: 'float32', 7: 'int64', 11: 'float64' };

/**
 * Reads and checks an ONNX file from outside: format, versions, operators, control flow, constants and declared shapes. ONNX Runtime sees nothing of a
 * file before this. Throws `bad-request` with a sentence that says what is wrong and what to do.
 */
export function checkModel(bytes: Uint8Array): CheckedModel {
  const model = readForeignModel(bytes);
  checkVersions(model);
  const counts = { operators: new Map<string, number>(), elements: 0 };
  checkGraph(model.graph, counts);
  checkDataflow(model.graph);
  const { graph } = model;
  const constants = new Set(graph.initializers.map(({ name }) => name));
  const inputs = graph.inputs.filter(({ name }) => !constants.has(name));
  if (inputs.length === 0 || inputs.length > IMPORT_LIMITS.inputs) {
    throw refused(`The model has ${inputs.length} inputs, and must have 1 to ${IMPORT_LIMITS.inputs}: export it anew.`);
  }
  if (graph.outputs.length === 0 || graph.outputs.length > IMPORT_LIMITS.outputs) {
    throw refused(
      `The model has ${graph.outputs.length} outputs, and must have 1 to ${IMPORT_LIMITS.outputs}: export it anew.`
    );
  }
  return {
    producer: model.producer,
    irVersion: model.irVersion,
    opsets: Object.fromEntries(model.opsets.map(({ domain, version }) => [domain, version])),
    inputs: inputs.map((value) => checkedValue(value, 'input')),
    outputs: graph.outputs.map((value) => checkedValue(value, 'output')),
    operators: Object.fromEntries([...counts.operators].sort(([a], [b]) => (a < b ? -1 : 1))),
    elements: counts.elements,
    metadata: model.metadata,
  };
}

function checkVersions({ irVersion, opsets, functions, trainingParts }: ForeignModel): void {
  if (irVersion < 3 || irVersion > NEWEST_IR) {
    throw refused(
      `The file is of ONNX IR version ${irVersion}, and Nightjar reads 3 to ${NEWEST_IR}: set the model's ir_version to ${NEWEST_IR} or less and save it anew.`
    );
  }
  if (functions > 0 || trainingParts > 0) {
    throw refused(
      'The file brings functions of its own or parts for training: export it with all functions inlined, for inference alone.'
    );
  }
  if (!opsets.some(({ domain }) => domain === '')) {
    throw refused('The file does not say which version of the ONNX operators it uses: export it anew.');
  }
  if (new Set(opsets.map(({ domain }) => domain)).size < opsets.length) {
    throw refused('The file imports one set of operators twice: export it anew.');
  }
  for (const { domain, version } of opsets) {
    const known = Object.hasOwn(OPSETS, domain) ? OPSETS[domain] : undefined;
    if (known && (version < known.least || version > known.most)) {
      throw refused(
        `The file uses version ${version} of the operators of ${domain || 'ai.onnx'}, and Nightjar takes ${known.least} to ${known.most}: export it with target opset ${known.most}.`
      );
    }
  }
}

function checkGraph(graph: ForeignGraph, counts: { readonly operators: Map<string, number>; elements: number }): void {
  if (graph.sparseInitializers > 0) {
    throw refused('The model has sparse constants: export it with dense ones.');
  }
  const addTensor = (tensor: ForeignTensor): void => {
    counts.elements += elementsOf(tensor);
    if (counts.elements > IMPORT_LIMITS.elements) {
      throw refused(
        `The model's constants hold more than ${IMPORT_LIMITS.elements} numbers: take a smaller model or half precision.`
      );
    }
  };
  graph.initializers.forEach(addTensor);
  for (const node of graph.nodes) {
    checkOperator(node);
    const name = node.domain === '' ? node.operator : `${node.domain}.${node.operator}`;
    counts.operators.set(name, (counts.operators.get(name) ?? 0) + 1);
    for (const { name: attribute, isUnreadable, tensors, graphs } of node.attributes) {
      if (isUnreadable) {
        throw refused(
          `The operation ${quoted(node.operator)} has an attribute ${quoted(attribute)} of a kind Nightjar does not take: export it without.`
        );
      }
      tensors.forEach(addTensor);
      graphs.forEach((body) => checkGraph(body, counts));
    }
    if (node.operator.startsWith('TreeEnsemble')) {
      checkTrees(node);
    }
  }
}

function checkOperator({ operator, domain }: ForeignNode): void {
  const allowed = ALLOWED_OPERATORS.get(domain);
  if (!allowed) {
    throw refused(
      `The model uses operators of ${quoted(domain)}, and only those of ai.onnx and ai.onnx.ml are allowed: export it without ${quoted(operator)}.`
    );
  }
  if (!allowed.has(operator)) {
    const hint = operator === 'ZipMap' ? " (skl2onnx: options={'zipmap': False})" : '';
    throw refused(
      `The model uses the operator ${quoted(operator)}, which is not among those allowed: export it without${hint}. The documentation of onnx-model lists them.`
    );
  }
}

/** Numbers a constant holds; what it claims must be there. */
function elementsOf({ name, dims, dataType, isExternal, rawBytes, listed }: ForeignTensor): number {
  if (isExternal) {
    throw refused(
      `The constant ${quoted(name)} lies in a file beside the model: save the model with all data within it (save_as_external_data=False).`
    );
  }
  const size = ELEMENT_BYTES[dataType];
  if (size === undefined) {
    throw refused(`The constant ${quoted(name)} is of a type (${dataType}) that is not allowed: use numbers.`);
  }
  const elements = dims.reduce((product, dim) => product * (dim >= 0 ? dim : Number.NaN), 1);
  const held = rawBytes === null || rawBytes === 0 ? listed : rawBytes / size;
  const both = rawBytes !== null && rawBytes > 0 && listed > 0;
  if (!Number.isSafeInteger(elements) || held !== elements || both) {
    throw refused(
      `The constant ${quoted(name)} claims shape [${dims.join(', ')}] and holds ${held} numbers: the file is damaged, export it anew.`
    );
  }
  return elements;
}

function checkedValue({ name, dataType, dims }: ForeignValue, what: 'input' | 'output'): CheckedValue {
  if (dataType === null) {
    throw refused(
      `The ${what} ${quoted(name)} is no tensor: export the model so that it takes and gives tensors of numbers.`
    );
  }
  const shape = (dims ?? []).map((dim) => {
    if (typeof dim === 'number' && !(dim >= 0 && dim <= IMPORT_LIMITS.dimension)) {
      throw refused(
        `The ${what} ${quoted(name)} declares a dimension of ${dim}, and 0 to ${IMPORT_LIMITS.dimension} are allowed: export it anew.`
      );
    }
    return typeof dim === 'number' && dim > 0 ? dim : null;
  });
  return { name, type: TYPES[dataType] ?? 'other', shape };
}
