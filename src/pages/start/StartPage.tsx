import { PluginPage } from '@grafana/runtime';

export function StartPage() {
  return <PluginPage>Nightjar</PluginPage>;
}
