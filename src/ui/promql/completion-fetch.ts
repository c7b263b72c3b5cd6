import type { ResourceCaller } from '../../api/request.ts';
import { errorMessage } from '../error-message.ts';

/** Path under which the backend passes on Prometheus's metadata; the editor's completion puts `/labels` and the like behind it. */
export const COMPLETION_PREFIX = '/api/v1/prometheus';

/**
 * A `fetch` for the editor's completion that goes through the datasource. Where a request fails, completion has nothing to offer and
 * `onFailure` is told why.
 */
export function completionFetch(datasource: ResourceCaller, onFailure: (reason: string) => void) {
  return async (input: RequestInfo | URL): Promise<Response> => {
    const path = String(input instanceof Request ? input.url : input).replace(/^\//, '');
    try {
      return Response.json(await datasource.getResource(path));
    } catch (error) {
      const reason = errorMessage(error);
      onFailure(reason);
      return Response.json({ status: 'error', errorType: 'unavailable', error: reason }, { status: 502 });
    }
  };
}
