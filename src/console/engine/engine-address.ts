/** The paths Grafana serves and plugins ask for, on the engine's own routes. Null: the engine has nothing of the kind. */
export function engineAddress(url: string): string | null {
  const { pathname, search } = new URL(url, 'http://console');
  const resource = /^\/api\/datasources\/uid\/[^/]+\/resources\/(.*)$/.exec(pathname);
  if (resource) {
    return `/${resource[1].startsWith('api/v1/') ? '' : 'api/v1/'}${resource[1]}${search}`;
  }
  if (pathname === '/api/ds/query') {
    return '/api/v1/query';
  }
  if (/^\/api\/datasources\/uid\/[^/]+\/health$/.test(pathname)) {
    return '/api/v1/health';
  }
  return pathname.startsWith('/api/v1/') || pathname.startsWith('/public/') ? `${pathname}${search}` : null;
}
