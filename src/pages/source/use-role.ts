import { config } from '@grafana/runtime';
import { readCaller } from '../../api/caller.ts';
import type { CallerRecord } from '../../api/caller.ts';
import type { ResourceSender } from '../../api/request.ts';
import { useAnswer } from '../../ui/use-answer.ts';

export type Role = CallerRecord['role'];

const RANK: Record<Role, number> = { Viewer: 0, Editor: 1, Admin: 2 };

/** The page's user, as Grafana (or the console) knows them. */
function roleOfPage(): Role {
  const { orgRole, isGrafanaAdmin } = config.bootData.user;
  if (isGrafanaAdmin) {
    return 'Admin';
  }
  return orgRole === 'Admin' || orgRole === 'Editor' ? orgRole : 'Viewer';
}

/** What the user may do: the lesser of what the page and what the engine grant. null until that is known. */
export function useRole(datasource: ResourceSender): Role | null {
  const caller = useAnswer(datasource, readCaller);
  const page = roleOfPage();
  if (page === 'Viewer' || caller.state === 'failed') {
    return page;
  }
  return caller.state === 'loading' ? null : lesser(page, caller.value.role);
}

function lesser(a: Role, b: Role): Role {
  return RANK[a] < RANK[b] ? a : b;
}

/** Whether a role includes another. */
export function mayAs(role: Role | null, least: Role): boolean {
  return role !== null && RANK[role] >= RANK[least];
}
