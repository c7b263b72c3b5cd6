import type { AlertCall } from './alerts/remote-alerts.ts';
import { answerAlertCall } from './alerts/remote-alerts.ts';
import type { FileRecord, NewFile } from './files/file-repository.ts';
import type { LocalStore } from './local-store.ts';
import type { FitRecord, ModelRecord, NewModel } from './models/model-record.ts';
import type { LoadedFits } from './models/model-repository.ts';
import type { MonitorCall } from './monitors/remote-monitors.ts';
import { answerCall } from './monitors/remote-monitors.ts';
import type { Owner } from './owner.ts';
import type { RecommendationCall } from './recommendations/remote-recommendations.ts';
import { answerRecommendationCall } from './recommendations/remote-recommendations.ts';
import type { StoreStatus } from './status.ts';

/** What the store's thread can be asked: functions of the store and structured-cloneable input. */
export const OPERATIONS = {
  status: (store: LocalStore): Promise<StoreStatus> => store.status(),
  saveFit: (store: LocalStore, input: { fit: FitRecord; models: readonly NewModel[] }): Promise<void> =>
    store.saveFit(input.fit, input.models),
  loadFits: (
    store: LocalStore,
    input: { owner: Owner; lineage: string; instants: readonly number[]; maxBytes: number }
  ): Promise<LoadedFits> => store.loadFits(input.owner, input.lineage, input.instants, input.maxBytes),
  listModels: (store: LocalStore, input: { owner: Owner; limit: number }): Promise<ModelRecord[]> =>
    store.models.list(input.owner, input.limit),
  pinFit: (
    store: LocalStore,
    input: { owner: Owner; lineage: string; instant: number; on: boolean }
  ): Promise<boolean> => store.pin(input.owner, input.lineage, input.instant, input.on),
  putFile: (store: LocalStore, input: NewFile): Promise<FileRecord> => store.putFile(input),
  getFile: (store: LocalStore, input: { owner: Owner; kind: string; hash: string }): Promise<Uint8Array | null> =>
    store.files.get(input.owner, input.kind, input.hash),
  listFiles: (store: LocalStore, input: { owner: Owner; kind: string }): Promise<FileRecord[]> =>
    store.files.list(input.owner, input.kind),
  removeFile: (store: LocalStore, input: { owner: Owner; kind: string; hash: string }): Promise<boolean> =>
    store.removeFile(input.owner, input.kind, input.hash),
  monitors: (store: LocalStore, input: MonitorCall): Promise<unknown> => answerCall(store.monitors, input),
  alerts: (store: LocalStore, input: AlertCall): Promise<unknown> => answerAlertCall(store.alerts, input),
  recommendations: (store: LocalStore, input: RecommendationCall): Promise<unknown> =>
    answerRecommendationCall(store.recommendations, input),
} as const;

export type OperationName = keyof typeof OPERATIONS;
export type OperationInput<K extends OperationName> = Parameters<(typeof OPERATIONS)[K]>[1];
export type OperationResult<K extends OperationName> = Awaited<ReturnType<(typeof OPERATIONS)[K]>>;
