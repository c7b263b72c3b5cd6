import { config } from '@grafana/runtime';

/** Whether the page stands in Nightjar's own console, where there are no dashboards to add a panel to. */
export function isConsole(): boolean {
  return 'nightjarConsole' in config && config.nightjarConsole === true;
}
