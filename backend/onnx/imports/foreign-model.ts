/** A model file as it was read (onnx.proto): names, types and shapes; of constants their sizes alone. Plain data. */
export interface ForeignModel {
  readonly irVersion: number;
  readonly producer: string;
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  readonly graph: ForeignGraph;
  readonly metadata: Readonly<Record<string, string>>;
  /** Functions of the file's own, and parts for training. */
  readonly functions: number;
  readonly trainingParts: number;
}

export interface ForeignGraph {
  readonly nodes: readonly ForeignNode[];
  readonly inputs: readonly ForeignValue[];
  readonly outputs: readonly ForeignValue[];
  readonly initializers: readonly ForeignTensor[];
  readonly sparseInitializers: number;
}

export interface ForeignNode {
  readonly operator: string;
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly ForeignAttribute[];
}

export interface ForeignAttribute {
  readonly name: string;
  /** Of a list of whole numbers; empty for others. */
  readonly ints: readonly number[];
  /** Of a list of texts, of which trees alone have long ones: 1 where the text is `LEAF`, else 0. */
  readonly leaves: readonly number[];
  readonly tensors: readonly ForeignTensor[];
  readonly graphs: readonly ForeignGraph[];
  /** Whether it takes its value from the function it stands in, or is of a kind Nightjar does not read. */
  readonly isUnreadable: boolean;
}

export interface ForeignTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** TensorProto.DataType. */
  readonly dataType: number;
  readonly isExternal: boolean;
  /** Bytes of raw_data, null where there are none. */
  readonly rawBytes: number | null;
  /** Numbers of the typed lists. */
  readonly listed: number;
}

/** A graph's input or output. `dataType` null: no tensor. `dims` null: the file does not say; one that is null or a name is open. */
export interface ForeignValue {
  readonly name: string;
  readonly dataType: number | null;
  readonly dims: readonly (number | string | null)[] | null;
}
