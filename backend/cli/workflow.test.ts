import { isolationForest } from '../detectors/isolation-forest/isolation-forest.ts';
import { UsageError } from './command.ts';
import { workflow } from './workflow.ts';
import { runWorkflow } from './workflow/run-workflow.ts';

it('goes the whole way: trains, detects, makes alerts, puts them together, recommends', async () => {
  const said: string[] = [];
  const result = await runWorkflow(isolationForest, 1, (line) => said.push(line));
  expect(said.filter((line) => /^\d\. /.test(line)).map((line) => line.split(':')[0])).toEqual([
    '1. Data',
    '2. Train',
    '3. Detect',
    '4. Alerts',
    '5. Incidents',
    '6. Recommendations',
  ]);
  expect(result.points).toBe(100);
  expect(result.trained.every(({ points }) => points === 70)).toBe(true);
  expect(result.detections.every(({ score, explanation }) => score >= 0.7 && explanation !== '')).toBe(true);

  const serviceOf = new Map(result.alerts.map(({ id, service }) => [id, service]));
  const services = result.clusters.map(({ alerts }) => [...new Set(alerts.map((id) => serviceOf.get(id)))].sort());
  expect(services).toEqual([['cartservice', 'checkoutservice', 'frontend', 'redis-cart'], ['nightly-reports']]);
  expect(result.clusters[0].rootCauseCandidates[0].service).toBe('redis-cart');
  expect(result.clusters[0].reasons.length).toBeGreaterThan(0);

  const recommended = result.recommendations.map(({ componentId, parameter }) => `${componentId} ${parameter}`);
  expect(recommended.sort()).toEqual(['nightly-reports memory_limit_bytes', 'redis-cart memory_limit_bytes']);
  expect(result.recommendations.every(({ estimate }) => estimate.method === 'back-test')).toBe(true);

  expect(await runWorkflow(isolationForest, 1, () => undefined)).toEqual(result);
});

it('is a demonstration and says so', async () => {
  await expect(workflow.run([])).rejects.toThrow(UsageError);
  await expect(workflow.run(['--demo', '--detector', 'none'])).rejects.toThrow("'none'");
});
