import { labelOf, misfitOf, settingsFields } from './settings-fields.ts';
import type { SettingsField } from './settings-fields.ts';

const schema = {
  type: 'object',
  properties: {
    contamination: { type: 'number', exclusiveMinimum: 0, maximum: 0.5, default: 0.1, description: 'Share.' },
    minTrainingSamples: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, default: 100 },
    joint: { type: 'boolean', default: false },
    window: { anyOf: [{ type: 'integer', minimum: 2 }, { type: 'null' }], default: null, title: 'Window' },
    kind: { enum: ['a', 'b'], default: 'a' },
    nested: { type: 'object' },
  },
};

const fields = settingsFields(schema);
const field = (name: string) => fields.find((one) => one.name === name) as SettingsField;

describe('the form of a detector', () => {
  it('has an input for every property of a kind that forms have', () => {
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['contamination', 'number'],
      ['minTrainingSamples', 'number'],
      ['joint', 'boolean'],
      ['window', 'number'],
      ['kind', 'choice'],
    ]);
    expect(field('contamination')).toMatchObject({ help: 'Share.', default: 0.1, above: 0, max: 0.5, whole: false });
    expect(field('minTrainingSamples')).toMatchObject({ label: 'Min training samples', whole: true, max: undefined });
    expect(field('window')).toMatchObject({ label: 'Window', min: 2 });
    expect(labelOf('maxDepth')).toBe('Max depth');
  });

  it.each([
    ['contamination', 0, { kind: 'too-small', limit: 0, reachable: false }],
    ['contamination', 0.6, { kind: 'too-large', limit: 0.5, reachable: true }],
    ['contamination', Number.NaN, { kind: 'not-a-number' }],
    ['contamination', 0.5, null],
    ['minTrainingSamples', 1.5, { kind: 'not-whole' }],
    ['minTrainingSamples', 0, { kind: 'too-small', limit: 1, reachable: true }],
    ['kind', 'c', { kind: 'no-choice' }],
    ['kind', 'b', null],
  ])('says of %s = %p: %p', (name, value, misfit) => {
    expect(misfitOf(field(name), value)).toEqual(misfit);
  });
});
