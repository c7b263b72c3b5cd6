import { FieldType, getDisplayProcessor, getFieldMatcher } from '@grafana/data';
import type { DataFrame, Field, FieldConfigSource, GrafanaTheme2, TimeZone } from '@grafana/data';

/**
 * The frames in the unit that the panel's options name. Grafana lets the unit that a datasource gives win over the panel's own; here it
 * is a guess from the metric's name, so what somebody chose in the options counts more. An override for a field counts most.
 */
export function inPanelUnit(
  frames: readonly DataFrame[],
  { defaults, overrides }: FieldConfigSource,
  theme: GrafanaTheme2,
  timeZone: TimeZone
): DataFrame[] {
  const { unit } = defaults;
  const all = [...frames];
  if (!unit) {
    return all;
  }
  const overridden = overrides
    .filter(({ properties }) => properties.some(({ id }) => id === 'unit'))
    .map(({ matcher }) => getFieldMatcher(matcher));
  const change = (field: Field, frame: DataFrame): Field => {
    const keeps = field.type !== FieldType.number || field.config.unit === unit;
    if (keeps || overridden.some((matches) => matches(field, frame, all))) {
      return field;
    }
    const changed = { ...field, config: { ...field.config, unit } };
    return { ...changed, display: getDisplayProcessor({ field: changed, theme, timeZone }) };
  };
  return all.map((frame) => ({ ...frame, fields: frame.fields.map((field) => change(field, frame)) }));
}
