const BASE = '/a/nightjar-ml-app/forecasts';

/** Addresses of the forecasts' pages; `ds` is the datasource's uid. */
export const forecastPaths = {
  list: (ds: string) => address(BASE, { ds }),
  ask: (ds: string) => address(`${BASE}/query`, { ds }),
  monitor: (ds: string, monitor: string) => address(`${BASE}/monitor/${encodeURIComponent(monitor)}`, { ds }),
  /** One series of a forecast monitor. */
  watched: (ds: string, monitor: string, labels: Readonly<Record<string, string>>) =>
    address(`${BASE}/monitor/${encodeURIComponent(monitor)}`, { ds, series: JSON.stringify(labels) }),
};

function address(path: string, query: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(query).toString()}`;
}
