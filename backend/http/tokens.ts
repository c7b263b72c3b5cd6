import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { describeIssues } from '../describe-issues.ts';
import type { Caller } from '../answers/engine.ts';
import { NightjarError } from '../errors.ts';

const tokensSchema = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(100),
      role: z.enum(['Viewer', 'Editor', 'Admin']),
      sha256: z.string().regex(/^[0-9a-f]{64}$/i, { error: 'must be the 64 hexadecimal digits of a SHA-256 hash' }),
    })
  )
  .min(1, { error: 'holds no token' });

/** Who may use the stand-alone engine. Tokens themselves are kept nowhere, only their SHA-256 hashes. */
export class Tokens {
  private readonly entries: readonly { readonly caller: Caller; readonly hash: Buffer }[];

  constructor(entries: z.infer<typeof tokensSchema>) {
    this.entries = entries.map(({ name, role, sha256 }) => ({
      caller: { login: name, role },
      hash: Buffer.from(sha256, 'hex'),
    }));
  }

  /** Who an `Authorization: Bearer` header names. Every entry is compared, in constant time. Throws `unauthenticated`. */
  callerOf(authorization: unknown): Caller {
    const token = /^Bearer\s+(\S+)$/i.exec(typeof authorization === 'string' ? authorization : '')?.[1];
    if (!token) {
      throw new NightjarError('unauthenticated', 'A token is needed: send it as "Authorization: Bearer TOKEN".');
    }
    const hash = createHash('sha256').update(token).digest();
    const found = this.entries.filter((entry) => timingSafeEqual(entry.hash, hash));
    if (found.length === 0) {
      throw new NightjarError(
        'unauthenticated',
        'This token is not known here: check it, or have it added to the tokens file.'
      );
    }
    return found[0].caller;
  }
}

/** Reads a tokens file: a YAML or JSON list of `{name, role, sha256}`. Throws `bad-settings`. */
export function readTokens(path: string): Tokens {
  let data: unknown;
  try {
    data = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new NightjarError('bad-settings', `The tokens file ${path} cannot be read: ${reason}.`);
  }
  const parsed = tokensSchema.safeParse(data);
  if (!parsed.success) {
    throw new NightjarError('bad-settings', `The tokens file ${path} is wrong: ${describeIssues(parsed.error)}.`);
  }
  return new Tokens(parsed.data);
}
