import type { Check } from './check.ts';

const TIMEOUT_MS = 5_000;

/** Asks Prometheus for the constant 1, as a query would be asked. A user and password in the URL are not shown. */
export async function prometheusCheck(url: string): Promise<Check> {
  const name = 'Prometheus';
  let target: URL;
  try {
    target = new URL(`${url.replace(/\/+$/, '')}/api/v1/query?query=1`);
  } catch {
    return { name, state: 'missing', detail: 'that is no URL; write it as http://host:9090' };
  }
  const shown = target.host + target.pathname.replace(/\/api\/v1\/query$/, '');
  const headers: Record<string, string> = {};
  if (target.username !== '') {
    const user = `${decodeURIComponent(target.username)}:${decodeURIComponent(target.password)}`;
    headers.authorization = `Basic ${Buffer.from(user).toString('base64')}`;
    target.username = '';
    target.password = '';
  }
  try {
    const reply = await fetch(target, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = (await reply.json().catch(() => null)) as { status?: string } | null;
    return reply.ok && body?.status === 'success'
      ? { name, state: 'ok', detail: `${shown} answers queries` }
      : { name, state: 'missing', detail: `${shown} answers ${reply.status}, not as Prometheus does: check the URL` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? cause.message : String(cause);
    return { name, state: 'missing', detail: `${shown} cannot be reached (${why})` };
  }
}
