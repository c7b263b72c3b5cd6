import type { PanelOptionsEditorBuilder, SelectableValue } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { readMonitors } from '../../api/monitors.ts';
import { loadDatasource } from '../../pages/source/load-datasource.ts';
import { CELL_SIZES, DEFAULT_OPTIONS } from './options.ts';
import type { MonitorsOptions } from './options.ts';
import { gridOptionWords } from './words.ts';

const sources = () => getDataSourceSrv().getList({ pluginId: 'nightjar-ml-datasource' });

/** Names of the monitors of a datasource; where they cannot be read, the panel itself says why. */
async function namesOf(uid: string): Promise<SelectableValue[]> {
  const chosen =
    sources().find((one) => one.uid === uid) ?? sources().find(({ isDefault }) => isDefault) ?? sources()[0];
  if (!chosen) {
    return [];
  }
  const { monitors } = await readMonitors(await loadDatasource(chosen.uid));
  return monitors.map(({ name }) => ({ value: name, label: name }));
}

export function addMonitorsOptions(builder: PanelOptionsEditorBuilder<MonitorsOptions>): void {
  const category = [gridOptionWords.monitors()];
  builder
    .addSelect({
      path: 'datasource',
      name: gridOptionWords.datasource(),
      description: gridOptionWords.datasourceHelp(),
      category,
      defaultValue: DEFAULT_OPTIONS.datasource,
      settings: {
        options: [],
        getOptions: () =>
          Promise.resolve([
            { value: '', label: gridOptionWords.defaultDatasource() },
            ...sources().map(({ uid, name }) => ({ value: uid, label: name })),
          ]),
      },
    })
    .addTextInput({
      path: 'labels',
      name: gridOptionWords.labels(),
      description: gridOptionWords.labelsHelp(),
      category,
      defaultValue: DEFAULT_OPTIONS.labels,
      settings: { placeholder: 'team="shop"' },
    })
    .addMultiSelect({
      path: 'names',
      name: gridOptionWords.names(),
      description: gridOptionWords.namesHelp(),
      category,
      defaultValue: [],
      settings: {
        options: [],
        getOptions: ({ options }) => namesOf(String(options?.datasource ?? '')).catch(() => []),
      },
    })
    .addSelect({
      path: 'cell',
      name: gridOptionWords.cell(),
      defaultValue: DEFAULT_OPTIONS.cell,
      settings: {
        options: CELL_SIZES.map((value) => ({ value, label: value === 'auto' ? gridOptionWords.auto() : value })),
      },
    })
    .addRadio({
      path: 'order',
      name: gridOptionWords.order(),
      defaultValue: DEFAULT_OPTIONS.order,
      settings: {
        options: [
          { value: 'urgency' as const, label: gridOptionWords.byUrgency() },
          { value: 'name' as const, label: gridOptionWords.byName() },
        ],
      },
    });
}
