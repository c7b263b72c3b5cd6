import { anomaliesRoute } from './anomalies/anomalies-route.ts';
import { detectorsRoute } from './detectors/detectors-route.ts';
import { healthRoute } from './health/health-route.ts';
import { openapiRoute } from './openapi/openapi-route.ts';
import { flagsRoute, labelsRoute, labelValuesRoute, metadataRoute, seriesRoute } from './prometheus/metadata-routes.ts';
import { queryRoute } from './query/query-route.ts';
import type { Route } from './route.ts';

/** Every route; adding one is a folder and a line here. */
export const ROUTES: readonly Route[] = [
  healthRoute,
  detectorsRoute,
  queryRoute,
  anomaliesRoute,
  labelsRoute,
  labelValuesRoute,
  seriesRoute,
  metadataRoute,
  flagsRoute,
  openapiRoute,
];
