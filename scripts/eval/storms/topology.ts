import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { ServiceGraph } from '../../../backend/alerts/service-graph.ts';

/** What calls what in Online Boutique (GoogleCloudPlatform/microservices-demo), for machines without its manifests. */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  adservice: [],
  cartservice: ['redis-cart'],
  checkoutservice: [
    'cartservice',
    'currencyservice',
    'emailservice',
    'paymentservice',
    'productcatalogservice',
    'shippingservice',
  ],
  currencyservice: [],
  emailservice: [],
  frontend: [
    'adservice',
    'cartservice',
    'checkoutservice',
    'currencyservice',
    'productcatalogservice',
    'recommendationservice',
    'shippingservice',
  ],
  paymentservice: [],
  productcatalogservice: [],
  recommendationservice: ['productcatalogservice'],
  'redis-cart': [],
  shippingservice: [],
};

/** The one that makes the load is no part of the shop. */
const LEFT_OUT = 'loadgenerator';

const deployment = z.object({
  kind: z.literal('Deployment'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.array(
          z.object({ env: z.array(z.object({ name: z.string(), value: z.string().optional() })).optional() })
        ),
      }),
    }),
  }),
});

/** The graph the manifests in `folder` tell of: a Deployment calls the services that its `*_ADDR` variables name. */
export async function topologyOf(folder: string): Promise<ServiceGraph> {
  const called = new Map<string, string[]>();
  for (const file of (await readdir(folder)).toSorted()) {
    if (!file.endsWith('.yaml')) {
      continue;
    }
    for (const document of parseAllDocuments(await readFile(join(folder, file), 'utf8'))) {
      const read = deployment.safeParse(document.toJS());
      if (!read.success || read.data.metadata.name === LEFT_OUT) {
        continue;
      }
      const variables = read.data.spec.template.spec.containers.flatMap(({ env }) => env ?? []);
      called.set(
        read.data.metadata.name,
        variables.filter(({ name }) => name.endsWith('_ADDR')).map(({ value = '' }) => value.split(':')[0])
      );
    }
  }
  return graphOf(called);
}

export function builtInTopology(): ServiceGraph {
  return graphOf(new Map(Object.entries(BUILT_IN)));
}

/** Services in alphabetical order; calls to what is no service of the graph are left out. */
function graphOf(called: ReadonlyMap<string, readonly string[]>): ServiceGraph {
  const services = [...called.keys()].toSorted();
  return {
    calls: new Map(
      services.map((service) => [
        service,
        new Set((called.get(service) ?? []).filter((other) => called.has(other)).toSorted()),
      ])
    ),
  };
}
