import type { DetectionRecord } from '../../api/detections.ts';
import { asCsv, asJson } from './export-rows.ts';

const record: DetectionRecord = {
  id: 'd1',
  monitor: 'm1',
  monitorName: '=HYPERLINK("x")',
  seriesKey: 'k',
  series: 'up{job="a",instance="b"}',
  labels: { job: 'a' },
  start: 0,
  end: 60_000,
  peak: 0,
  open: true,
  severity: 'high',
  type: 'memory_leak',
  typeProbability: 0.9,
  score: 0.95,
  confidence: 0.9,
  direction: 'above',
  value: -3,
  expected: null,
  lower: null,
  upper: null,
  missing: false,
  explanation: null,
  expr: 'up',
  detector: 'seasonal',
  step: 60_000,
  suppression: null,
  verdict: { verdict: 'false', until: null, note: 'a\nb', author: 'eva', at: 1 },
};

it('writes a table that spreadsheets read and do not run', () => {
  const [head, row] = asCsv([record]).split('\r\n');
  expect(head.split(',').slice(0, 4)).toEqual(['id', 'monitor', 'series', 'start']);
  expect(row).toBe(
    'd1,"\'=HYPERLINK(""x"")","up{job=""a"",instance=""b""}",1970-01-01T00:00:00.000Z,1970-01-01T00:01:00.000Z,true,high,memory_leak,0.95,0.9,-3,,,,,false,eva,"a\nb",up'
  );
});

it('writes JSON that holds everything', () => {
  expect(JSON.parse(asJson([record]))).toEqual({ detections: [record] });
});
