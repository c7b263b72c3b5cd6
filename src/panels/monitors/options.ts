export const CELL_SIZES = ['auto', '5m', '15m', '1h', '6h', '1d'] as const;
export type CellSize = (typeof CELL_SIZES)[number];

/** The panel's options as a dashboard stores them. */
export interface MonitorsOptions {
  /** Uid of the Nightjar datasource; empty for the default one, or the first. */
  readonly datasource: string;
  /** Matchers on the monitors' own labels, as in PromQL; empty lets all through. May hold variables. */
  readonly labels: string;
  /** Names of the monitors to show; none for all. */
  readonly names: readonly string[];
  readonly cell: CellSize;
  readonly order: 'urgency' | 'name';
}

export const DEFAULT_OPTIONS: MonitorsOptions = {
  datasource: '',
  labels: '',
  names: [],
  cell: 'auto',
  order: 'urgency',
};
