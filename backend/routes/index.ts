import { anomaliesRoute } from './anomalies/anomalies-route.ts';
import { callerRoute } from './caller/caller-route.ts';
import { detectorsRoute } from './detectors/detectors-route.ts';
import { healthRoute } from './health/health-route.ts';
import { addModelRoute, getModelRoute, listModelsRoute, removeModelRoute } from './models/models-routes.ts';
import { openapiRoute } from './openapi/openapi-route.ts';
import { flagsRoute, labelsRoute, labelValuesRoute, metadataRoute, seriesRoute } from './prometheus/metadata-routes.ts';
import { queryRoute } from './query/query-route.ts';
import type { Route } from './route.ts';

/** Every route; adding one is a folder and a line here. */
export const ROUTES: readonly Route[] = [
  healthRoute,
  callerRoute,
  detectorsRoute,
  queryRoute,
  anomaliesRoute,
  listModelsRoute,
  addModelRoute,
  getModelRoute,
  removeModelRoute,
  labelsRoute,
  labelValuesRoute,
  seriesRoute,
  metadataRoute,
  flagsRoute,
  openapiRoute,
];
