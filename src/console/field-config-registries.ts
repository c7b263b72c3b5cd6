import {
  FieldConfigProperty,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';
import type { FieldConfigPropertyItem } from '@grafana/data';

/** Grafana's editors of panel options by id; a panel names them when it declares its options. */
const EDITOR_IDS = [
  'text',
  'number',
  'slider',
  'boolean',
  'select',
  'radio',
  'multi-select',
  'unit',
  'color',
  'fieldColor',
  'strings',
  'links',
  'actions',
  'mappings',
  'thresholds',
  'timezone',
  'dashboard-uid',
  'field-name',
  'stats-picker',
];

/** The console shows panels, it does not edit their options. */
const NoEditor = () => null;

type Processor = FieldConfigPropertyItem['process'];

const STANDARD_FIELDS: ReadonlyArray<readonly [FieldConfigProperty, string, Processor]> = [
  [FieldConfigProperty.Unit, 'Unit', unitOverrideProcessor],
  [FieldConfigProperty.Min, 'Min', numberOverrideProcessor],
  [FieldConfigProperty.Max, 'Max', numberOverrideProcessor],
  [FieldConfigProperty.Decimals, 'Decimals', numberOverrideProcessor],
  [FieldConfigProperty.DisplayName, 'Display name', displayNameOverrideProcessor],
  [FieldConfigProperty.Color, 'Color scheme', identityOverrideProcessor],
  [FieldConfigProperty.NoValue, 'No value', stringOverrideProcessor],
  [FieldConfigProperty.Links, 'Data links', dataLinksOverrideProcessor],
  [FieldConfigProperty.Actions, 'Actions', identityOverrideProcessor],
  [FieldConfigProperty.Mappings, 'Value mappings', valueMappingsOverrideProcessor],
  [FieldConfigProperty.Thresholds, 'Thresholds', thresholdsOverrideProcessor],
  [FieldConfigProperty.Filterable, 'Filterable', identityOverrideProcessor],
];

function fieldItem([id, name, process]: (typeof STANDARD_FIELDS)[number]): FieldConfigPropertyItem {
  return { id, path: id, name, process, editor: NoEditor, override: NoEditor, shouldApply: () => true };
}

/** Fills Grafana's two registries, without which a panel's declared options have no defaults and field configs no effect. */
export function fillRegistries(): void {
  standardEditorsRegistry.setInit(() => EDITOR_IDS.map((id) => ({ id, name: id, editor: NoEditor })));
  standardFieldConfigEditorRegistry.setInit(() => STANDARD_FIELDS.map(fieldItem));
}
