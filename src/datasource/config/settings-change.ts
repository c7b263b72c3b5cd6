import type { DataSourcePluginOptionsEditorProps, DataSourceSettings } from '@grafana/data';
import type { DatasourceSettings } from '../../../contract/settings.ts';
import type { StoredSecrets, StoredSettings } from '../stored.ts';

export type EditorOptions = DataSourceSettings<StoredSettings, StoredSecrets>;
export type ConfigEditorProps = DataSourcePluginOptionsEditorProps<StoredSettings, StoredSecrets>;

/** Settings with a part changed; what became empty is left out. */
export function withSettings(options: EditorOptions, part: Partial<DatasourceSettings>): EditorOptions {
  const merged = Object.entries({ ...options.jsonData, ...part }).filter(
    ([, value]) => value !== undefined && value !== ''
  );
  return { ...options, jsonData: Object.fromEntries(merged) as StoredSettings };
}

/** Settings with a new secret that is about to be saved. */
export function withSecret(options: EditorOptions, key: string, value: string): EditorOptions {
  return { ...options, secureJsonData: { ...options.secureJsonData, [key]: value } };
}

/** Settings with a stored secret forgotten, so that another one can be typed. */
export function withoutSecret(options: EditorOptions, key: string): EditorOptions {
  return {
    ...options,
    secureJsonFields: { ...options.secureJsonFields, [key]: false },
    secureJsonData: { ...options.secureJsonData, [key]: '' },
  };
}

export const headerSecret = (index: number): string => `httpHeaderValue${index + 1}`;

/** Without header `index`: the headers behind it move up, and with them the values that were typed or are stored. */
export function withoutHeader(options: EditorOptions, index: number): EditorOptions {
  const names = options.jsonData.httpHeaderNames ?? [];
  const isLast = index === names.length - 1;
  const left = names.filter((_name, i) => i !== index);
  const removed = withSettings(options, { httpHeaderNames: left.length > 0 ? left : undefined });
  if (isLast) {
    return withoutSecret(removed, headerSecret(index));
  }
  // Stored values cannot be read back, so those behind the removed header have to be typed again.
  let result = removed;
  for (let i = index; i < names.length; i++) {
    const typed = options.secureJsonData?.[headerSecret(i + 1)];
    result = withoutSecret(result, headerSecret(i));
    result = typed && i < names.length - 1 ? withSecret(result, headerSecret(i), typed) : result;
  }
  return result;
}
