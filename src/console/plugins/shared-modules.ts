import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as i18next from 'i18next';
import lodash from 'lodash';
import * as react from 'react';
import * as reactDom from 'react-dom';
import * as reactInlineSvg from 'react-inlinesvg';
import * as reactRouterCompat from 'react-router-dom-v5-compat';
import * as reactJsxDevRuntime from 'react/jsx-dev-runtime';
import * as reactJsxRuntime from 'react/jsx-runtime';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';
import type { SHARED_MODULES } from '../../../scripts/rspack/externals.ts';
import { HostedPanelRenderer } from '../panel/HostedPanelRenderer.tsx';
import { PanelDataErrorView } from '../panel/PanelDataErrorView.tsx';
import { PluginPage } from '../shell/PluginPage.tsx';

/**
 * What a plugin's module.js imports instead of bundling it: the names Grafana shares. The three components are Grafana's own
 * and not in the npm package, so the console brings its own. A name missing here fails to compile.
 */
export const SHARED_PACKAGES: Readonly<Record<(typeof SHARED_MODULES)[number], System.Module>> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/runtime': { ...grafanaRuntime, PluginPage, PanelDataErrorView, PanelRenderer: HostedPanelRenderer },
  '@grafana/ui': grafanaUi,
  i18next,
  lodash: { ...lodash, default: lodash, __useDefault: true },
  react,
  'react-dom': reactDom,
  'react-inlinesvg': reactInlineSvg,
  'react-router': reactRouterCompat,
  'react/jsx-dev-runtime': reactJsxDevRuntime,
  'react/jsx-runtime': reactJsxRuntime,
  rxjs,
  'rxjs/operators': rxjsOperators,
};
