import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { asNightjarError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Owner } from '../store/owner.ts';
import { ENDPOINTS } from './endpoints/index.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import type { Parameters } from './parameters.ts';
import { ERROR_STATUS, ReadApiError } from './read-api-error.ts';
import type { ResultReader } from './result-reader.ts';

const MOST_FORM_BYTES = 1024 * 1024;

export interface ReadApiOptions {
  readonly reader: () => Promise<ResultReader>;
  /** Whose results a request reads. Throws where it may not: a NightjarError, told as it is. */
  readonly ownerOf: (request: Request) => Owner;
  readonly log: Log;
}

/**
 * Prometheus's HTTP API for reading (https://prometheus.io/docs/prometheus/latest/querying/api/) over the results of monitors: the paths below `/api/v1`,
 * parameters in the address or, by POST, in a form.
 */
export function readApi({ reader, ownerOf, log }: ReadApiOptions): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  const form = express.urlencoded({ extended: false, limit: MOST_FORM_BYTES });
  for (const endpoint of ENDPOINTS) {
    const path = `/api/v1${endpoint.path}`;
    const handle = async (request: Request, response: Response): Promise<void> => {
      const answer = await endpoint.answer({
        reader: await reader(),
        owner: ownerOf(request),
        parameters: parametersOf(request),
        path: request.params as Record<string, string>,
        now: Date.now(),
      });
      response.json({ status: 'success', ...answer });
    };
    const admit = (request: Request, _response: Response, next: NextFunction): void => {
      ownerOf(request);
      next();
    };
    if (endpoint.methods.includes('GET')) {
      router.get(path, admit, handle);
    }
    if (endpoint.methods.includes('POST')) {
      router.post(path, admit, form, handle);
    }
    router.all(path, (_request, response) => refuseMethod(endpoint, response));
  }
  router.use((request: Request) => {
    ownerOf(request);
    throw new ReadApiError('not_found', `there is no ${request.method} ${request.path.slice(0, 200)} here`);
  });
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    sendError(error, request, response, log);
  });
  return router;
}

function refuseMethod(endpoint: Endpoint, response: Response): void {
  const error = `this path takes ${endpoint.methods.join(' and ')} only`;
  response
    .status(405)
    .set('Allow', endpoint.methods.join(', '))
    .json({ status: 'error', errorType: 'bad_data', error });
}

/** Of the form first, then of the address, as Go reads them. */
function parametersOf(request: Request): Parameters {
  const lists = Object.create(null) as Record<string, string[]>;
  for (const source of [request.body as unknown, request.query as unknown]) {
    for (const [name, value] of Object.entries(typeof source === 'object' && source !== null ? source : {})) {
      const values = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
      lists[name] = [...(Object.hasOwn(lists, name) ? lists[name] : []), ...values];
    }
  }
  return lists;
}

function sendError(error: unknown, request: Request, response: Response, log: Log): void {
  if (error instanceof ReadApiError) {
    response.status(ERROR_STATUS[error.kind]).json({ status: 'error', errorType: error.kind, error: error.message });
    return;
  }
  if (isBodyError(error)) {
    response.status(error.status).json({ status: 'error', errorType: 'bad_data', error: error.message });
    return;
  }
  const { status, message, cause } = asNightjarError(error);
  if (status >= 500) {
    log('error', 'The read API failed.', {
      path: request.path,
      reason: cause instanceof Error ? (cause.stack ?? cause.message) : message,
    });
  }
  const errorType = status >= 500 ? 'internal' : 'bad_data';
  response.status(status).json({ status: 'error', errorType, error: message });
}

/** What the reader of forms throws. */
function isBodyError(error: unknown): error is Error & { readonly status: number } {
  return error instanceof Error && 'type' in error && 'status' in error && typeof error.status === 'number';
}
