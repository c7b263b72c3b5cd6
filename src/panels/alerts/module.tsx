import { PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { AlertsPanel } from './AlertsPanel.tsx';
import type { AlertsOptions } from './options.ts';
import { addAlertsOptions } from './panel-options.ts';
import { suggestAlerts } from './suggestions.ts';

void initPluginTranslations('nightjar-alerts-panel');

export const plugin = new PanelPlugin<AlertsOptions>(AlertsPanel)
  .setPanelOptions(addAlertsOptions)
  .setSuggestionsSupplier(suggestAlerts);
