import { locationSearchToObject } from '@grafana/runtime';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { Suspense } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { loadApp } from './plugins/load-app.ts';
import { useLoaded } from './use-loaded.ts';

/** The app's own pages, mounted where Grafana mounts them. */
export function AppPage() {
  const { pathname, search } = useLocation();
  const app = useLoaded(loadApp);
  if (app.error) {
    return <Alert title={app.error.message} severity="error" />;
  }
  const Root = app.value?.root;
  if (!app.value || !Root) {
    return <LoadingPlaceholder text="Loading the page" />;
  }
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading the page" />}>
      <Root
        meta={app.value.meta}
        basename={`/a/${app.value.meta.id}`}
        path={pathname}
        query={locationSearchToObject(search)}
        onNavChanged={() => undefined}
      />
    </Suspense>
  );
}
