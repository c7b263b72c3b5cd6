import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { readApi } from '../../backend/read-api/read-api.ts';
import type { ResultReader } from '../../backend/read-api/result-reader.ts';
import { OWNER } from './made-results.ts';

/** The read API over HTTP, under `/prometheus`. */
export async function serveReadApi(reader: ResultReader): Promise<{ url: string; close: () => Promise<void> }> {
  const app = express();
  const log = () => undefined;
  app.use('/prometheus', readApi({ reader: async () => reader, ownerOf: () => OWNER, log }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/prometheus`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
