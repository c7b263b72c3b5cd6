const KEY = 'nightjar.console.token';

/** Asks the person for a token; `rejected` when the engine refused the one it was given. Waits as long as they take. */
export type AskForToken = (rejected: boolean) => Promise<string>;

export interface TokenKeeper {
  current(): string | null;
  /** A token to try after the engine refused `refused`; one question at a time, whoever asks. */
  renew(refused: string | null): Promise<string>;
}

/** Keeps the engine's token for this tab (sessionStorage): closing the tab forgets it. */
export function createTokenKeeper(storage: Storage, ask: AskForToken): TokenKeeper {
  let asking: Promise<string> | null = null;
  const current = () => storage.getItem(KEY);

  async function question(rejected: boolean): Promise<string> {
    const token = await ask(rejected);
    storage.setItem(KEY, token);
    return token;
  }

  return {
    current,
    renew(refused) {
      const token = current();
      if (asking === null && token !== null && token !== refused) {
        return Promise.resolve(token);
      }
      asking ??= question(refused !== null).finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}
