import { ALERT_DEFAULTS } from '../../../contract/alerts.ts';
import { alertOf } from '../../alerts/alert-of-event.ts';
import type { Alert } from '../../alerts/alert.ts';
import { simple } from '../../alerts/clustering/simple/simple.ts';
import { MINUTE, START, alertEvent } from '../example-service.ts';
import { graphOf } from '../service-graphs.ts';
import { BatchEngine } from './batch-engine.ts';

const CONTEXT = { options: ALERT_DEFAULTS, graph: graphOf([]), apart: [] };
const alert = (name: string, service: string, at: number): Alert =>
  alertOf(alertEvent(name, service, at), ALERT_DEFAULTS.serviceLabels);
const kinds = (changes: readonly { readonly kind: string }[]): string[] => changes.map(({ kind }) => kind);

it('clusters go on as what most of them became, and close when nothing joins', async () => {
  const engine = new BatchEngine(simple, CONTEXT, []);
  const [opened] = await engine.add([alert('A', 'cart', 0), alert('B', 'cart', 1)]);
  expect(opened).toMatchObject({ kind: 'opened', alerts: expect.any(Array) });
  expect(kinds(await engine.add([alert('A', 'pay', 2)]))).toEqual(['opened']);
  const [joined] = await engine.add([alert('C', 'cart', 3)]);
  expect(joined).toMatchObject({ kind: 'joined', cluster: opened.cluster });
  expect(engine.get(opened.cluster)?.alerts).toHaveLength(3);

  // What was kept goes on under its id.
  const again = new BatchEngine(simple, CONTEXT, engine.open());
  expect((await again.add([alert('D', 'cart', 4)]))[0]).toMatchObject({ kind: 'joined', cluster: opened.cluster });
  expect(again.advance(START + 63 * MINUTE)).toMatchObject([{ kind: 'closed' }]);
  expect(kinds(again.advance(START + 65 * MINUTE))).toEqual(['closed']);
  expect(again.open()).toEqual([]);
});

it('what people put together stays so when all is clustered anew', async () => {
  const engine = new BatchEngine(simple, CONTEXT, []);
  await engine.add([alert('A', 'cart', 0), alert('A', 'pay', 1)]);
  const [one, other] = engine.open().map(({ id }) => id);
  expect(engine.join([one, other], START)).toMatchObject([{ kind: 'merged', cluster: one, others: [other] }]);
  await engine.add([alert('B', 'pay', 2)]);
  expect(engine.open().map(({ alerts }) => alerts.length)).toEqual([3]);
  const again = new BatchEngine(simple, CONTEXT, engine.open());
  await again.add([alert('C', 'cart', 2)]);
  expect(again.open().map(({ alerts }) => alerts.length)).toEqual([4]);
  const [cart] = engine.open()[0].alerts;
  const [split] = engine.part(one, [cart.id], START);
  expect(split).toMatchObject({ kind: 'split', others: [one], alerts: [cart.id] });
  engine.setContext({ ...CONTEXT, apart: [[cart.fingerprint, alert('A', 'pay', 1).fingerprint]] });
  await engine.add([alert('C', 'search', 3)]);
  expect(
    engine
      .open()
      .map(({ alerts }) => alerts.length)
      .sort()
  ).toEqual([1, 1, 2]);
});
