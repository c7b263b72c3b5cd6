import fc from 'fast-check';
import { PLUGIN_PROTOCOL } from './plugin-protocol.ts';
import { serializeQueryDataResponse } from './query-data-response.ts';
import { serviceDefinitions } from './service-definition.ts';

const { responseDeserialize } = serviceDefinitions(PLUGIN_PROTOCOL)['pluginv2.Data'].QueryData;

describe('serializeQueryDataResponse', () => {
  it('writes what a protobuf reader reads, whatever the sizes', () => {
    const frame = fc
      .constantFrom(0, 1, 127, 128, 16_383, 16_384, 2_097_152)
      .map((length) => new Uint8Array(length).fill(7));
    const response = fc.record({
      frames: fc.array(frame, { maxLength: 3 }),
      error: fc.string({ unit: 'grapheme' }),
      status: fc.constantFrom(200, 400, 503),
      errorSource: fc.constantFrom('plugin' as const, 'downstream' as const, undefined),
    });
    const refId = fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(refId, response, { maxKeys: 3, noNullPrototype: true }), (responses) => {
        const read = responseDeserialize(serializeQueryDataResponse({ responses })) as {
          responses: Record<string, { frames: Uint8Array[]; error: string; status: number; errorSource: string }>;
        };
        expect(Object.keys(read.responses).sort()).toEqual(Object.keys(responses).sort());
        for (const [key, sent] of Object.entries(responses)) {
          const got = read.responses[key];
          expect([got.error, got.status, got.errorSource]).toEqual([sent.error, sent.status, sent.errorSource ?? '']);
          expect(got.frames.map(({ length }) => length)).toEqual(sent.frames.map(({ length }) => length));
          expect(got.frames.every((bytes) => bytes.every((byte) => byte === 7))).toBe(true);
        }
      }),
      { numRuns: 40 }
    );
  });
});
