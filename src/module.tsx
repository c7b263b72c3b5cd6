import { lazy } from 'react';
import { AppPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { watchLink } from './extensions/watch-link.ts';

void initPluginTranslations('nightjar-ml-app');

const App = lazy(() => import(/* webpackChunkName: "app" */ './pages/App.tsx'));

export const plugin = new AppPlugin<object>().setRootPage(App).addLink(watchLink);
