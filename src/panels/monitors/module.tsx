import { PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { MonitorsPanel } from './MonitorsPanel.tsx';
import type { MonitorsOptions } from './options.ts';
import { addMonitorsOptions } from './panel-options.ts';

void initPluginTranslations('nightjar-monitors-panel');

export const plugin = new PanelPlugin<MonitorsOptions>(MonitorsPanel).setPanelOptions(addMonitorsOptions);
