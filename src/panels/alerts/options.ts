/** The panel's options as a dashboard stores them. */
export interface AlertsOptions {
  readonly order: 'priority' | 'newest';
  /** Counts of what is open, above the lanes. */
  readonly showSummary: boolean;
  /** Marks of the alerts in an incident's bar, where a query gives alerts too. */
  readonly showAlerts: boolean;
  /** Where to look first, below the title. */
  readonly showCause: boolean;
}

export const DEFAULT_OPTIONS: AlertsOptions = {
  order: 'priority',
  showSummary: true,
  showAlerts: true,
  showCause: true,
};
