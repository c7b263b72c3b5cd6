import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's Node environment with the process's own typed arrays: ONNX Runtime's native code makes tensors with those, and
 * its JavaScript half refuses the ones of jest's sandbox.
 */
export default class NodeEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, {
      BigInt64Array,
      BigUint64Array,
      Float32Array,
      Float64Array,
      Int8Array,
      Int16Array,
      Int32Array,
      Uint16Array,
      Uint32Array,
    });
  }
}
