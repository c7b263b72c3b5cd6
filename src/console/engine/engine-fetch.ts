import type { TokenKeeper } from './token.ts';

export type EngineFetch = (path: string, init?: RequestInit) => Promise<Response>;

/** `fetch` for the engine's routes: sends the token where there is one, asks for one on 401 and tries again. */
export function createEngineFetch(send: EngineFetch, tokens: TokenKeeper): EngineFetch {
  return async (path, init = {}) => {
    for (;;) {
      const token = tokens.current();
      const headers = new Headers(init.headers);
      if (token !== null) {
        headers.set('Authorization', `Bearer ${token}`);
      }
      const response = await send(path, { ...init, headers });
      if (response.status !== 401) {
        return response;
      }
      await tokens.renew(token);
      init.signal?.throwIfAborted();
    }
  };
}
