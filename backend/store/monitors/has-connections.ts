import { hasRows } from '../has-rows.ts';

/** Whether a data folder's store holds how datasources are reached: what goes on without requests goes on after a restart then. */
export function hasConnections(folder: string | null): boolean {
  return hasRows(folder, ['connections']);
}
