import { z } from 'zod';
import { NightjarError } from '../../errors.ts';

/** Alerts of one request. */
const PART = 1_000;

const reply = z.object({
  accepted: z.number(),
  reasons: z.array(z.string()),
  notices: z.array(z.string()),
});
const failure = z.object({ error: z.object({ message: z.string() }) });

/** Sends alerts into a running engine; resolves when all are kept there, to a sentence on each that was refused. Throws NightjarErrors. */
export async function sendAlerts(engine: string, token: string, given: readonly unknown[]): Promise<string[]> {
  if (!/^https?:\/\//.test(engine) || !URL.canParse(engine)) {
    throw new NightjarError('bad-request', "The engine's URL must look like http://127.0.0.1:8750.");
  }
  const url = `${engine.replace(/\/+$/, '')}/api/v1/alerts`;
  const refused: string[] = [];
  let accepted = 0;
  for (let at = 0; at < given.length; at += PART) {
    const part = await send(url, token, given.slice(at, at + PART));
    accepted += part.accepted;
    // The engine counts within one request.
    refused.push(
      ...part.reasons.map((reason) =>
        reason.replace(/^Alert (\d+)/, (_, place: string) => `Alert ${Number(place) + at}`)
      )
    );
  }
  process.stderr.write(`${accepted} of ${given.length} alerts were taken\n`);
  return refused;
}

async function send(url: string, token: string, part: readonly unknown[]): Promise<z.infer<typeof reply>> {
  const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) };
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(part) });
  } catch (error) {
    throw new NightjarError(
      'source-unreachable',
      `The engine at ${url} cannot be reached: check that "nightjar serve" runs there.`,
      {
        cause: error,
      }
    );
  }
  const data: unknown = await response.json().catch(() => null);
  const read = reply.safeParse(data);
  if (response.ok && read.success) {
    return read.data;
  }
  const said = failure.safeParse(data);
  const message = said.success
    ? said.data.error.message
    : `It answered ${response.status}: what is there is no engine.`;
  throw new NightjarError('source-rejected', `The engine at ${url} took no more alerts. ${message}`);
}
