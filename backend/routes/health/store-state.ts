import { describeStore } from '../../store/status.ts';
import type { StoreStatus } from '../../store/status.ts';
import type { Store } from '../../store/store.ts';

type Figures = Pick<StoreStatus, 'kind' | 'bytes' | 'maxBytes' | 'models' | 'files' | 'schemaVersion' | 'writes'>;

/** How the store is. `inFull`: with its folder, the process that holds it and what failed. */
export async function storeState(
  store: Store,
  inFull: boolean
): Promise<Figures & { readonly ok: boolean; readonly message: string }> {
  const status = await store.status();
  const { kind, bytes, maxBytes, models, files, schemaVersion, writes, failure } = status;
  const ok = kind === 'sqlite' && failure === null;
  return { kind, ok, message: describeStore(status, inFull), bytes, maxBytes, models, files, schemaVersion, writes };
}
