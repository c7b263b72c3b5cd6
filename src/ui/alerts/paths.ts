const APP = '/a/nightjar-ml-app';

/** Addresses of the pages about alerts; `ds` is the datasource's uid. */
export const incidentPaths = {
  list: (ds: string, query: Readonly<Record<string, string>> = {}) => address(`${APP}/incidents`, { ds, ...query }),
  one: (ds: string, id: string) => address(`${APP}/incidents/${encodeURIComponent(id)}`, { ds }),
  maintenance: (ds: string) => address(`${APP}/incidents/maintenance`, { ds }),
  options: (ds: string) => address(`${APP}/incidents/options`, { ds }),
};

export const recommendationPaths = {
  list: (ds: string) => address(`${APP}/recommendations`, { ds }),
  one: (ds: string, id: string) => address(`${APP}/recommendations`, { ds, recommendation: id }),
};

export const overviewPath = (ds: string) => address(`${APP}/overview`, { ds });

function address(path: string, query: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(query).toString()}`;
}
