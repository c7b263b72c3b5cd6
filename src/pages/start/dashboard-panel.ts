import type { NightjarQuery } from '../../../contract/query.ts';

/** A dashboard as Grafana's HTTP API gives and takes it, as far as a panel is added to it. */
export interface DashboardModel {
  readonly uid?: string;
  readonly title?: string;
  readonly schemaVersion?: number;
  readonly panels?: readonly PanelModel[];
  readonly [other: string]: unknown;
}

export interface PanelModel {
  readonly id?: number;
  readonly gridPos?: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly panels?: readonly PanelModel[];
  readonly [other: string]: unknown;
}

export interface NewPanel {
  readonly title: string;
  readonly datasourceUid: string;
  readonly query: Omit<NightjarQuery, 'refId' | 'hide'>;
}

const SIZE = { w: 24, h: 10 } as const;

/** The anomalies panel of a query. */
export function anomaliesPanel({ title, datasourceUid, query }: NewPanel, id: number, y: number): PanelModel {
  const datasource = { type: 'nightjar-ml-datasource', uid: datasourceUid };
  return {
    id,
    type: 'nightjar-anomalies-panel',
    title,
    datasource,
    gridPos: { x: 0, y, ...SIZE },
    targets: [{ ...query, refId: 'A', datasource, output: 'anomalies' }],
  };
}

/** The dashboard with the panel below everything else. */
export function withPanel(dashboard: DashboardModel, panel: NewPanel): DashboardModel {
  const panels = dashboard.panels ?? [];
  const all = panels.flatMap((one) => [one, ...(one.panels ?? [])]);
  const id = 1 + Math.max(0, ...all.map((one) => one.id ?? 0));
  const bottom = Math.max(0, ...panels.map(({ gridPos }) => (gridPos ? gridPos.y + gridPos.h : 0)));
  return { ...dashboard, panels: [...panels, anomaliesPanel(panel, id, bottom)] };
}

/** A new dashboard with the panel alone, over the time range it was looked at in. */
export function newDashboard(title: string, panel: NewPanel, time: { from: string; to: string }): DashboardModel {
  return withPanel({ title, schemaVersion: 41, tags: ['nightjar'], time, graphTooltip: 1, panels: [] }, panel);
}
