import type { Endpoint } from './endpoint.ts';
import { labelsEndpoint, labelValuesEndpoint, seriesEndpoint } from './label-endpoints.ts';
import { queryEndpoint } from './query-endpoint.ts';
import { queryRangeEndpoint } from './query-range-endpoint.ts';
import {
  alertsEndpoint,
  buildinfoEndpoint,
  exemplarsEndpoint,
  metadataEndpoint,
  rulesEndpoint,
} from './status-endpoints.ts';

/** Every path of Prometheus's API that is answered. */
export const ENDPOINTS: readonly Endpoint[] = [
  queryEndpoint,
  queryRangeEndpoint,
  seriesEndpoint,
  labelsEndpoint,
  labelValuesEndpoint,
  metadataEndpoint,
  buildinfoEndpoint,
  rulesEndpoint,
  alertsEndpoint,
  exemplarsEndpoint,
];
