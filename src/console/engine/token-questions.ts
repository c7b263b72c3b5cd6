import type { AskForToken } from './token.ts';

export interface TokenQuestion {
  readonly rejected: boolean;
  answer(token: string): void;
}

/** Between the requests that need a token and the dialog that asks for it. */
export interface TokenQuestions {
  readonly ask: AskForToken;
  /** The question now open, if any. */
  open(): TokenQuestion | null;
  /** Calls back whenever a question opens or closes; gives back how to stop. */
  subscribe(changed: () => void): () => void;
}

export function createTokenQuestions(): TokenQuestions {
  let question: TokenQuestion | null = null;
  const listeners = new Set<() => void>();
  const change = (next: TokenQuestion | null) => {
    question = next;
    listeners.forEach((changed) => changed());
  };
  return {
    open: () => question,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    ask: (rejected) =>
      new Promise((resolve) => {
        change({
          rejected,
          answer(token) {
            change(null);
            resolve(token);
          },
        });
      }),
  };
}
