import { z } from 'zod';
import type { Say } from './progress.ts';
import type { Running } from './running.ts';

const reply = z.object({
  fault: z.object({
    type: z.string(),
    service: z.string(),
    start: z.number(),
    end: z.number(),
    description: z.string(),
  }),
});
const refusal = z.object({ error: z.object({ message: z.string() }) });

/** Has the running demo's shop fail now; resolves to the exit status. */
export async function askForFault(running: Running | null, args: readonly string[], say: Say): Promise<number> {
  if (!running) {
    say('The demo does not run: start it with `npm start` first.');
    return 1;
  }
  const [type, service] = args;
  const response = await fetch(`${running.shopUrl}/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ type, service }),
  });
  const body: unknown = await response.json();
  if (!response.ok) {
    say(refusal.parse(body).error.message);
    return 2;
  }
  const { fault } = reply.parse(body);
  const minutes = Math.round((fault.end - fault.start) / 60_000);
  const from = new Date(fault.start).toISOString().slice(11, 19);
  say(`${fault.service}: ${fault.type} from ${from} UTC, for ${minutes} minutes. ${fault.description}`);
  return 0;
}
