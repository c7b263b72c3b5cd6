const BASE = '/a/nightjar-ml-app/monitors';

/** Addresses of the monitors' pages; `ds` is the datasource's uid. */
export const monitorPaths = {
  list: (ds: string) => address(BASE, { ds }),
  presets: (ds: string) => address(`${BASE}/new`, { ds, begin: 'presets' }),
  create: (ds: string, preset?: string) => address(`${BASE}/new`, { ds, ...(preset ? { preset } : {}) }),
  one: (ds: string, id: string, tab?: string) =>
    address(`${BASE}/${encodeURIComponent(id)}`, { ds, ...(tab ? { tab } : {}) }),
  edit: (ds: string, id: string) => address(`${BASE}/${encodeURIComponent(id)}/edit`, { ds }),
  copy: (ds: string, id: string) => address(`${BASE}/${encodeURIComponent(id)}/copy`, { ds }),
  rules: (ds: string) => address(`${BASE}/suppressions`, { ds }),
};

function address(path: string, query: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(query).toString()}`;
}

/** Address of the detections of a monitor (all, without one) over a time in ms. */
export function detectionsPath(
  ds: string,
  monitor: string,
  range: { readonly from: number; readonly to: number }
): string {
  const [from, to] = [range.from, range.to].map((time) => new Date(time).toISOString());
  return address('/a/nightjar-ml-app/detections', { ds, from, to, ...(monitor ? { monitor } : {}) });
}

/** Address of the detections of the last day. */
export const newestDetectionsPath = (ds: string) => address('/a/nightjar-ml-app/detections', { ds });

/** Address of one detection, among those of its time. */
export const detectionPath = (ds: string, detection: string) =>
  address('/a/nightjar-ml-app/detections', { ds, detection });
