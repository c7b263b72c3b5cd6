import { randomBytes } from 'node:crypto';
import type { EngineConfig } from '../config.ts';
import { parseDuration } from '../../contract/duration.ts';
import type { Log } from '../log.ts';
import type { StorePlace } from '../store/place.ts';
import { openPlace, pluginFolderOf } from '../store/place.ts';
import { secretKey } from '../store/secret-key.ts';
import { Store } from '../store/store.ts';

/** The store, and the secret that identities of connections are made with: it lives as long as what is stored by them. */
export interface OpenedStore {
  readonly store: Store;
  readonly identityKey: Buffer;
  /** What secrets of datasources with monitors are encrypted with; null where the store is in memory only. */
  readonly vaultKey: Buffer | null;
}

/** The store of a configuration; its thread starts when it is first asked. Where it is in memory only, the log says why. */
export function openStore(config: EngineConfig, log: Log): OpenedStore {
  const { place, identityKey, vaultKey } = placeAndKeys(config.dataFolder);
  if (place.folder === null && config.dataFolder !== undefined) {
    log('warn', `Models are kept in memory only: ${place.reason}`);
  }
  const limits = {
    maxBytes: config.storeMaxBytes,
    maxAgeMs: parseDuration(config.storeMaxAge) ?? 0,
    maxFileBytes: config.storeMaxFileBytes,
    ages: {
      resultsMs: parseDuration(config.resultsMaxAge) ?? 0,
      detectionsMs: parseDuration(config.detectionsMaxAge) ?? 0,
      auditMs: parseDuration(config.auditMaxAge) ?? 0,
      deletedMs: parseDuration(config.deletedMonitorsMaxAge) ?? 0,
    },
  };
  return { store: new Store({ place, limits, log }), identityKey, vaultKey };
}

function placeAndKeys(folder: string | null | undefined): Omit<OpenedStore, 'store'> & { place: StorePlace } {
  const place = openPlace(folder ?? null, pluginFolderOf(process.argv[1] ?? ''));
  if (place.folder !== null) {
    try {
      const { folder: own } = place;
      const keyFor = (purpose: string): Buffer => secretKey(own, process.env, purpose);
      return { place, identityKey: keyFor('connection identities'), vaultKey: keyFor('monitors') };
    } catch (error) {
      const reason = `its key cannot be had (${error instanceof Error ? error.message : String(error)}).`;
      return { place: { folder: null, reason }, identityKey: randomBytes(32), vaultKey: null };
    }
  }
  return { place, identityKey: randomBytes(32), vaultKey: null };
}
