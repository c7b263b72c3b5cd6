import { inOrder } from '../format-reply.ts';
import { firstOf, knownLabels } from '../known-labels.ts';
import { ReadApiError } from '../read-api-error.ts';
import type { Endpoint } from './endpoint.ts';

/** `series`: label sets that selectors select. */
export const seriesEndpoint: Endpoint = {
  path: '/series',
  methods: ['GET', 'POST'],
  async answer(request) {
    const sets = (await knownLabels(request, true)).map((labels) => ({ labels }));
    return firstOf(
      inOrder(sets).map(({ labels }) => labels),
      request
    );
  },
};

/** `labels`: names of labels. */
export const labelsEndpoint: Endpoint = {
  path: '/labels',
  methods: ['GET', 'POST'],
  async answer(request) {
    const names = new Set((await knownLabels(request)).flatMap((labels) => Object.keys(labels)));
    return firstOf([...names].sort(), request);
  },
};

/** `label/<name>/values`: values of a label. */
export const labelValuesEndpoint: Endpoint = {
  path: '/label/:name/values',
  methods: ['GET'],
  async answer(request) {
    const { name } = request.path;
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
      throw new ReadApiError('bad_data', `invalid label name: ${JSON.stringify(name.slice(0, 100))}`);
    }
    const values = new Set<string>();
    for (const labels of await knownLabels(request)) {
      if (Object.hasOwn(labels, name)) {
        values.add(labels[name]);
      }
    }
    return firstOf([...values].sort(), request);
  },
};
