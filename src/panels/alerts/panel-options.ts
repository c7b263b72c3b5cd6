import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { DEFAULT_OPTIONS } from './options.ts';
import type { AlertsOptions } from './options.ts';
import { alertsOptionWords as words } from './words.ts';

export function addAlertsOptions(builder: PanelOptionsEditorBuilder<AlertsOptions>): void {
  const category = [words.category()];
  builder
    .addRadio({
      path: 'order',
      name: words.order(),
      category,
      defaultValue: DEFAULT_OPTIONS.order,
      settings: {
        options: [
          { value: 'priority' as const, label: words.byPriority() },
          { value: 'newest' as const, label: words.byNewest() },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'showSummary',
      name: words.summary(),
      category,
      defaultValue: DEFAULT_OPTIONS.showSummary,
    })
    .addBooleanSwitch({
      path: 'showCause',
      name: words.cause(),
      category,
      defaultValue: DEFAULT_OPTIONS.showCause,
    })
    .addBooleanSwitch({
      path: 'showAlerts',
      name: words.alerts(),
      description: words.alertsHelp(),
      category,
      defaultValue: DEFAULT_OPTIONS.showAlerts,
    });
}
