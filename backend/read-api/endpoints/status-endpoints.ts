import { VERSION } from '../../version.ts';
import { countParameter, textParameter } from '../parameters.ts';
import { RESULT_HELP } from '../result-help.ts';
import type { Endpoint } from './endpoint.ts';

/** The Prometheus whose API is spoken: what clients turn features on by. */
const API_VERSION = '3.0.0';

/** `metadata`: type and help of the metrics there are. */
export const metadataEndpoint: Endpoint = {
  path: '/metadata',
  methods: ['GET'],
  answer({ parameters }) {
    const metric = textParameter(parameters, 'metric');
    const limit = countParameter(parameters, 'limit');
    const metrics = Object.entries(RESULT_HELP)
      .filter(([name]) => metric === '' || name === metric)
      .slice(0, limit > 0 ? limit : undefined)
      .map(([name, help]) => [name, [{ type: 'gauge', help, unit: '' }]] as const);
    return { data: Object.fromEntries(metrics) };
  },
};

/** `status/buildinfo`: which version answers. */
export const buildinfoEndpoint: Endpoint = {
  path: '/status/buildinfo',
  methods: ['GET'],
  answer: () => ({
    data: {
      application: 'Nightjar',
      version: API_VERSION,
      revision: VERSION,
      branch: '',
      buildUser: '',
      buildDate: '',
      goVersion: '',
    },
  }),
};

/** What Grafana's Prometheus datasource asks for and results have none of. */
export const rulesEndpoint: Endpoint = { path: '/rules', methods: ['GET'], answer: () => ({ data: { groups: [] } }) };
export const alertsEndpoint: Endpoint = { path: '/alerts', methods: ['GET'], answer: () => ({ data: { alerts: [] } }) };
export const exemplarsEndpoint: Endpoint = {
  path: '/query_exemplars',
  methods: ['GET', 'POST'],
  answer: () => ({ data: [] }),
};
