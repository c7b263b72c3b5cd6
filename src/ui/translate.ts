import { t as translate } from '@grafana/i18n';

/** A text by its key, with its English words; values are put in as they are, since React escapes what it shows. */
export function t(key: string, text: string, values?: Readonly<Record<string, unknown>>): string {
  return translate(key, text, values && { ...values, interpolation: { escapeValue: false } });
}
