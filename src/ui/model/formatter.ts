import { formattedValueToString, getDisplayProcessor } from '@grafana/data';
import type { Field, GrafanaTheme2, TimeZone } from '@grafana/data';

/** Writes values as the field's unit and decimals say. */
export function formatter(field: Field, theme: GrafanaTheme2, timeZone?: TimeZone): (value: number) => string {
  const display = field.display ?? getDisplayProcessor({ field, theme, timeZone });
  return (value) => formattedValueToString(display(value));
}
