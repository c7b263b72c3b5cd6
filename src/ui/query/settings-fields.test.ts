import { labelOf, misfitOf, settingsFields, withSetting } from './settings-fields.ts';
import type { SettingsField } from './settings-fields.ts';

const schema = {
  type: 'object',
  properties: {
    contamination: { type: 'number', exclusiveMinimum: 0, maximum: 0.5, default: 0.1, description: 'Share.' },
    minTrainingSamples: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, default: 100 },
    joint: { type: 'boolean', default: false },
    window: { anyOf: [{ type: 'integer', minimum: 2 }, { type: 'null' }], default: null, title: 'Window' },
    kind: { enum: ['a', 'b'], default: 'a' },
    members: { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 1, maxItems: 2, default: ['a'] },
    numbers: { type: 'array', items: { type: 'number' }, default: [] },
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
      ['members', 'many'],
    ]);
    expect(field('contamination')).toMatchObject({ help: 'Share.', default: 0.1, above: 0, max: 0.5, whole: false });
    expect(field('minTrainingSamples')).toMatchObject({ label: 'Min training samples', whole: true, max: undefined });
    expect(field('window')).toMatchObject({ label: 'Window', min: 2 });
    expect(labelOf('maxDepth')).toBe('Max depth');
  });

  it('leaves out what is at its default, lists too', () => {
    expect(withSetting({ joint: true }, field('members'), ['a'])).toEqual({ joint: true });
    expect(withSetting({ members: ['b'] }, field('members'), ['b', 'a'])).toEqual({ members: ['b', 'a'] });
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
    ['members', [], { kind: 'too-few', limit: 1 }],
    ['members', ['a', 'b', 'c'], { kind: 'too-many', limit: 2 }],
    ['members', ['d'], { kind: 'no-choice' }],
    ['members', ['c', 'a'], null],
  ])('says of %s = %p: %p', (name, value, misfit) => {
    expect(misfitOf(field(name), value)).toEqual(misfit);
  });
});
