import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { openApiDocument } from './document.ts';

/** The OpenAPI document of all routes. */
export const openapiRoute = defineRoute({
  method: 'get',
  path: '/openapi.json',
  summary: 'This document.',
  role: 'Viewer',
  reply: z.record(z.string(), z.unknown()),
  async handle(_input, { core }) {
    const { ROUTES } = await import('../index.ts');
    return openApiDocument(ROUTES, core.version);
  },
});
