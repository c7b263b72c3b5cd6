import type { BootData, CurrentUserDTO, GrafanaConfig } from '@grafana/data';
import { readThemeMode } from './theme-mode.ts';

/** What @grafana/runtime reads from the page while its module is evaluated. */
declare global {
  interface Window {
    __grafana_public_path__: string;
    grafanaBootData: Pick<BootData, 'assets' | 'navTree'> & {
      user: Partial<CurrentUserDTO>;
      settings: Partial<GrafanaConfig> & { nightjarConsole: true };
    };
  }
}

/**
 * Sets the globals Grafana's server would have written into the page. Must be the first import of the console: the packages
 * read them once, when they load. `settings.nightjarConsole` tells Nightjar's own pages that there is no Grafana around them.
 */
window.__grafana_public_path__ = '/public/';
window.grafanaBootData = {
  assets: { dark: '', light: '' },
  navTree: [],
  user: {
    isSignedIn: false,
    id: 1,
    login: 'console',
    name: 'Console',
    orgId: 1,
    orgName: 'Console',
    orgRole: 'Admin' as CurrentUserDTO['orgRole'],
    theme: readThemeMode(),
    timezone: 'browser',
    weekStart: '',
    locale: navigator.language,
    language: 'en-US',
    regionalFormat: navigator.language,
    permissions: {},
  } as Partial<CurrentUserDTO>,
  settings: {
    appSubUrl: '',
    appUrl: `${window.location.origin}/`,
    windowTitlePrefix: '',
    featureToggles: {},
    buildInfo: { version: '12.3.3', commit: '', env: 'production' } as GrafanaConfig['buildInfo'],
    nightjarConsole: true,
  },
};
