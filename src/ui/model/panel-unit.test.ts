import { createDataFrame, createTheme, FieldType, formattedValueToString } from '@grafana/data';
import type { ConfigOverrideRule, FieldConfigSource } from '@grafana/data';
import { inPanelUnit } from './panel-unit.ts';

const frame = createDataFrame({
  fields: [
    { name: 'time', type: FieldType.time, values: [0] },
    { name: 'value', type: FieldType.number, values: [1.5], config: { unit: 'percentunit' } },
  ],
});

const value = (unit: string | undefined, overrides: ConfigOverrideRule[] = []) => {
  const config: FieldConfigSource = { defaults: { unit }, overrides };
  const [changed] = inPanelUnit([frame], config, createTheme(), 'utc');
  const [time, field] = changed.fields;
  expect(time).toBe(frame.fields[0]);
  return field;
};

describe('the unit of the panel', () => {
  it('wins over the one the datasource guessed', () => {
    const field = value('s');
    expect(field.config.unit).toBe('s');
    expect(field.display && formattedValueToString(field.display(1.5))).toBe('1.50 s');
  });

  it('leaves the datasource’s where the panel names none', () => {
    expect(value(undefined)).toBe(frame.fields[1]);
  });

  it('yields to an override for the field, and to no other override', () => {
    const override = (options: string, id: string) => ({
      matcher: { id: 'byName', options },
      properties: [{ id, value: 'bytes' }],
    });
    expect(value('s', [override('value', 'unit')])).toBe(frame.fields[1]);
    expect(value('s', [override('other', 'unit'), override('value', 'displayName')]).config.unit).toBe('s');
  });
});
