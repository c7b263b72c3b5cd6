import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { errorMessage } from '../../ui/error-message.ts';
import { newDashboard, withPanel } from './dashboard-panel.ts';
import type { DashboardModel, NewPanel } from './dashboard-panel.ts';
import { dashboardWords } from './words.ts';

export type Target =
  | {
      readonly kind: 'new';
      readonly title: string;
      readonly folderUid: string;
      readonly time: { from: string; to: string };
    }
  | { readonly kind: 'existing'; readonly uid: string };

export interface SavedDashboard {
  readonly title: string;
  readonly url: string;
}

export interface Found {
  readonly uid: string;
  readonly title: string;
  readonly folderTitle?: string;
}

const QUIET = { showErrorAlert: false, showSuccessAlert: false };

/** Folders or dashboards whose title holds `text`. */
export function searchFor(type: 'dash-db' | 'dash-folder', text: string): Promise<Found[]> {
  return getBackendSrv().get('/api/search', { type, query: text, limit: 50 }, undefined, QUIET);
}

/** Puts a panel on a new or an existing dashboard and saves it. Rejects with an Error whose message is for people. */
export async function addToDashboard(target: Target, panel: NewPanel): Promise<SavedDashboard> {
  try {
    if (target.kind === 'new') {
      return await save(newDashboard(target.title, panel, target.time), target.folderUid);
    }
    const { dashboard, meta } = await read(target.uid);
    if (!dashboard.schemaVersion) {
      throw new Error(dashboardWords.newSchema());
    }
    return await save(withPanel(dashboard, panel), meta.folderUid ?? '');
  } catch (error) {
    throw new Error(inWords(error), { cause: error });
  }
}

interface ReadDashboard {
  readonly dashboard: DashboardModel;
  readonly meta: { readonly folderUid?: string };
}

function read(uid: string): Promise<ReadDashboard> {
  return getBackendSrv().get(`/api/dashboards/uid/${encodeURIComponent(uid)}`, undefined, undefined, QUIET);
}

async function save(dashboard: DashboardModel, folderUid: string): Promise<SavedDashboard> {
  const body = { dashboard, folderUid, message: dashboardWords.message(), overwrite: false };
  const { url } = await getBackendSrv().post<{ url: string }>('/api/dashboards/db', body, QUIET);
  return { title: dashboard.title ?? '', url };
}

function inWords(error: unknown): string {
  if (isFetchError(error) && error.status === 403) {
    return dashboardWords.forbidden();
  }
  if (isFetchError(error) && error.status === 412 && error.data?.status === 'version-mismatch') {
    return dashboardWords.changed();
  }
  if (isFetchError(error) && error.status === 406) {
    return dashboardWords.newSchema();
  }
  return errorMessage(error);
}
