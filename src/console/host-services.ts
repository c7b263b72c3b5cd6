import { AppEvents, EventBusSrv } from '@grafana/data';
import type {
  AlertPayload,
  DataSourceApi,
  DataSourceInstanceSettings,
  DataSourceRef,
  EventBus,
  EventBusExtended,
  ScopedVars,
} from '@grafana/data';
import {
  locationService,
  setAppEvents,
  setBackendSrv,
  setDataSourceSrv,
  setEchoSrv,
  setLocationSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginLinksHook,
  setTemplateSrv,
} from '@grafana/runtime';
import type {
  BackendSrv,
  BackendSrvRequest,
  DataSourceSrv,
  EchoSrv,
  FetchError,
  FetchResponse,
  GetDataSourceListFilters,
  TemplateSrv,
} from '@grafana/runtime';
import { Observable, firstValueFrom, lastValueFrom } from 'rxjs';
import { engineAddress } from './engine/engine-address.ts';
import type { EngineFetch } from './engine/engine-fetch.ts';
import { readReply, replyMessage } from './engine/replies.ts';

/**
 * The services Grafana gives its plugins, for a page without Grafana. Each class implements Grafana's own interface, so that a
 * method this page lacks fails to compile.
 */

const ENGINE_DOWN =
  'The Nightjar engine does not answer. Check that `nightjar serve` still runs and that this page can reach it.';

class ConsoleBackendSrv implements BackendSrv {
  readonly #fetch: EngineFetch;
  readonly #events: EventBus;
  /** By request id: a newer request with the same id ends the older one, as in Grafana. */
  readonly #running = new Map<string, AbortController>();

  constructor(engineFetch: EngineFetch, events: EventBus) {
    this.#fetch = engineFetch;
    this.#events = events;
  }

  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return new Observable((subscriber) => {
      const abort = new AbortController();
      this.#send<T>(options, abort).then(
        (response) => {
          subscriber.next(response);
          subscriber.complete();
        },
        (error: unknown) => subscriber.error(error)
      );
      return () => abort.abort();
    });
  }

  chunked(options: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    return new Observable((subscriber) => {
      const abort = new AbortController();
      const pump = async () => {
        const response = await this.#open(options, abort);
        const reader = response.body?.getReader();
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
          subscriber.next(describe(response, options, part.value));
        }
        subscriber.complete();
      };
      pump().catch((error: unknown) => subscriber.error(error));
      return () => abort.abort();
    });
  }

  async request<T = unknown>(options: BackendSrvRequest): Promise<T> {
    return (await lastValueFrom(this.fetch<T>(options))).data;
  }

  datasourceRequest<T = unknown>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return firstValueFrom(this.fetch<T>(options));
  }

  get<T>(url: string, params?: BackendSrvRequest['params'], requestId?: string, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'GET', url, params, requestId });
  }

  delete<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }

  post<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }

  patch<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }

  put<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }

  async #send<T>(options: BackendSrvRequest, abort: AbortController): Promise<FetchResponse<T>> {
    const { requestId } = options;
    if (requestId !== undefined) {
      this.#running.get(requestId)?.abort();
      this.#running.set(requestId, abort);
    }
    try {
      const response = await this.#open(options, abort);
      const data = (await readReply(response, options.responseType)) as T;
      if (!response.ok) {
        throw fetchError(options, response.status, response.statusText, data);
      }
      if (options.showSuccessAlert) {
        const payload: AlertPayload = [replyMessage(data) ?? 'Done.'];
        this.#events.publish({ type: AppEvents.alertSuccess.name, payload });
      }
      return describe(response, options, data);
    } finally {
      if (requestId !== undefined && this.#running.get(requestId) === abort) {
        this.#running.delete(requestId);
      }
    }
  }

  async #open(options: BackendSrvRequest, abort: AbortController): Promise<Response> {
    const path = engineAddress(withParams(options));
    if (path === null) {
      const message = `The console has no Grafana behind it, so ${options.url} is not there.`;
      throw fetchError(options, 404, 'Not Found', { message });
    }
    const headers = new Headers(options.headers);
    const hasBody = options.data !== undefined && options.method !== undefined && options.method !== 'GET';
    if (hasBody) {
      headers.set('Content-Type', 'application/json');
    }
    const signal = options.abortSignal ? AbortSignal.any([abort.signal, options.abortSignal]) : abort.signal;
    const body = hasBody ? JSON.stringify(options.data) : undefined;
    try {
      return await this.#fetch(path, { method: options.method ?? 'GET', headers, body, signal });
    } catch {
      // fetch rejects when aborted or when no reply came at all; the reason it gives is the browser's, not for people.
      throw signal.aborted
        ? { ...fetchError(options, -1, 'Request was aborted', { message: 'Cancelled.' }), cancelled: true }
        : fetchError(options, 502, 'Bad Gateway', { message: ENGINE_DOWN });
    }
  }
}

function withParams({ url, params = {} }: BackendSrvRequest): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [value].flat().map((one) => [name, String(one)])
  );
  const query = new URLSearchParams(pairs).toString();
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

function describe<T>(response: Response, config: BackendSrvRequest, data: T): FetchResponse<T> {
  const { status, statusText, ok, headers, redirected, type, url } = response;
  return { status, statusText, ok, headers, redirected, type, url, config, data };
}

function fetchError(config: BackendSrvRequest, status: number, statusText: string, data: unknown): FetchError {
  const message = replyMessage(data);
  const body = typeof data === 'object' && data !== null ? data : {};
  return { config, status, statusText, message, data: { ...body, message: message ?? statusText } };
}

/** The datasources of this page: one, the engine that serves it. */
export class ConsoleDataSourceSrv implements DataSourceSrv {
  readonly #settings: DataSourceInstanceSettings;
  readonly #load: () => Promise<DataSourceApi>;

  constructor(settings: DataSourceInstanceSettings, load: () => Promise<DataSourceApi>) {
    this.#settings = settings;
    this.#load = load;
  }

  async get(ref?: DataSourceRef | string | null, _scopedVars?: ScopedVars): Promise<DataSourceApi> {
    if (!this.getInstanceSettings(ref)) {
      throw new Error(`There is no datasource ${JSON.stringify(ref)} in the console; it has the engine's only.`);
    }
    return this.#load();
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const { type, pluginId = type } = filters;
    const typed = pluginId === undefined || [pluginId].flat().includes(this.#settings.type);
    const able = !filters.logs && !filters.tracing;
    return typed && able && (filters.filter?.(this.#settings) ?? true) ? [this.#settings] : [];
  }

  getInstanceSettings(ref?: DataSourceRef | string | null): DataSourceInstanceSettings | undefined {
    const { uid, name, type } = this.#settings;
    const wanted = typeof ref === 'string' ? ref : (ref?.uid ?? ref?.type);
    return wanted === undefined || [uid, name, type, 'default'].includes(wanted) ? this.#settings : undefined;
  }

  reload(): void {
    window.location.reload();
  }

  registerRuntimeDataSource(): void {
    throw new Error('The console takes no datasources made at run time.');
  }
}

/** No dashboard, so no variables: only what a request brings in its scoped variables is filled in. */
class ConsoleTemplateSrv implements TemplateSrv {
  getVariables: TemplateSrv['getVariables'] = () => [];
  containsTemplate: TemplateSrv['containsTemplate'] = () => false;
  updateTimeRange: TemplateSrv['updateTimeRange'] = () => undefined;

  replace(target = '', scopedVars: ScopedVars = {}): string {
    return target.replace(/\$(\w+)|\$\{(\w+)(?::[^}]*)?\}/g, (found: string, plain?: string, braced?: string) => {
      const variable = scopedVars[plain ?? braced ?? ''];
      return variable === undefined ? found : String(variable.value);
    });
  }
}

/** Grafana's usage statistics: the console collects none. */
const noEcho: EchoSrv = { flush: () => undefined, addBackend: () => undefined, addEvent: () => undefined };

export interface HostServices {
  readonly events: EventBusExtended;
  readonly dataSources: ConsoleDataSourceSrv;
}

/** Puts every service in place; to be called once, before a plugin is loaded. */
export function installHostServices(
  engineFetch: EngineFetch,
  settings: DataSourceInstanceSettings,
  loadDataSource: () => Promise<DataSourceApi>
): HostServices {
  const events = new EventBusSrv();
  const dataSources = new ConsoleDataSourceSrv(settings, loadDataSource);
  setAppEvents(events);
  setBackendSrv(new ConsoleBackendSrv(engineFetch, events));
  setDataSourceSrv(dataSources);
  setTemplateSrv(new ConsoleTemplateSrv());
  setEchoSrv(noEcho);
  setLocationSrv({ update: (options) => locationService.update(options) });
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  return { events, dataSources };
}
