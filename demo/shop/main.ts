import { parseArgs } from 'node:util';
import { openState, saveState } from '../launch/demo-state.ts';
import { readerOf } from './read-samples.ts';
import { serveShop } from './serve-shop.ts';
import { openShop } from './shop.ts';

/** `node demo/shop/main.ts --folder FOLDER [--host HOST] [--port PORT] [--seed N]`: the shop alone, as docker-compose.yaml runs it. */
const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '9464' },
    seed: { type: 'string', default: '1' },
  },
});
const { folder, host, port, seed } = values;
if (folder === undefined) {
  process.stderr.write('Name the folder that keeps the state: --folder FOLDER\n');
  process.exit(2);
}
const state = openState(folder, Number(seed), Date.now());
const shop = openShop(state);
const server = await serveShop({
  shop,
  read: readerOf(shop),
  host,
  port: Number(port),
  onAsked: () => saveState(folder, state),
});
process.stderr.write(`The shop is open: ${server.url}/metrics\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.close());
}
