import type { PluginExtensionAddedLinkConfig } from '@grafana/data';
import { config, getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { watchAddress } from './watch-address.ts';
import type { WatchContext } from './watch-address.ts';

/** Grafana takes a link whose title and targets are those of plugin.json: these stay as they are written there, whatever the language. */
const TITLE = 'Watch with Nightjar';
const DESCRIPTION = 'Creates a monitor that watches these queries and keeps what it finds.';
const TARGETS = ['grafana/dashboard/panel/menu', 'grafana/explore/toolbar/action'];

/** The link in the menu of panels and in Explore that opens the form for a monitor, filled in. Only where there is a PromQL query, and for who may create one. */
export const watchLink: PluginExtensionAddedLinkConfig = {
  title: TITLE,
  description: DESCRIPTION,
  targets: TARGETS,
  icon: 'eye',
  path: '/a/nightjar-ml-app/monitors/new',
  configure(context) {
    const path = mayCreate() ? watchAddress(context as WatchContext | undefined, tools(context)) : undefined;
    return path === undefined ? undefined : { path };
  },
};

/** Whether the role lets the user create monitors; the engine has the last word. */
function mayCreate(): boolean {
  const { orgRole, isGrafanaAdmin } = config.bootData.user;
  return isGrafanaAdmin || orgRole === 'Admin' || orgRole === 'Editor';
}

function tools(context: object | undefined) {
  const scoped = context && 'scopedVars' in context ? (context.scopedVars as Parameters<ReplaceOf>[1]) : undefined;
  const replace = (text: string, format?: Parameters<ReplaceOf>[2]) => getTemplateSrv().replace(text, scoped, format);
  return { replace, typeOf: (ref?: object | null) => getDataSourceSrv().getInstanceSettings(ref ?? null)?.type };
}

type ReplaceOf = ReturnType<typeof getTemplateSrv>['replace'];
