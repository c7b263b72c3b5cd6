import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MonitorSpec } from '../monitor-spec.ts';
import { monitorSpec } from '../monitor-spec.ts';
import { problemText } from './file-problem.ts';
import { monitorFileSchema } from './monitor-file.ts';
import { readMonitorFile } from './read-monitor-file.ts';
import { writeMonitorFile } from './write-monitor-file.ts';

const OWNER = { orgId: 1, datasource: 'nightjar' };

const words = fc.stringMatching(/^[A-Za-z][\w :'"#-]{0,20}[\w]$/);
const specs: fc.Arbitrary<MonitorSpec> = fc
  .record(
    {
      name: words,
      description: fc.oneof(words, fc.constant('two lines\nof text: yes')),
      labels: fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), words),
      queries: fc.uniqueArray(
        fc.record({
          expr: fc.constantFrom('up', 'rate(a[5m]) > 0', 'sum(b{x="y: # z"})'),
          legend: fc.constantFrom('', '{{job}}'),
        }),
        {
          minLength: 1,
          selector: ({ expr }) => expr,
        }
      ),
      detector: fc.constantFrom('auto', 'seasonal', 'mad'),
      sensitivity: fc.double({ min: 0, max: 1, noNaN: true }),
      direction: fc.constantFrom('both' as const, 'above' as const),
      missing: fc.constantFrom('ignore' as const, 'anomaly' as const),
      step: fc.constantFrom('auto', '1m'),
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin'),
      training: fc.record(
        {
          refitEvery: fc.constantFrom('7d', '1d'),
          refitOnDrift: fc.boolean(),
          excludeCalendars: fc.array(words, { maxLength: 2 }),
        },
        { requiredKeys: [] }
      ),
    },
    { requiredKeys: ['name', 'queries'] }
  )
  .map((spec) => monitorSpec.parse(spec));

it('reads back what it writes', () => {
  fc.assert(
    fc.property(fc.uniqueArray(specs, { selector: ({ name }) => name.trim(), maxLength: 4 }), (all) => {
      const { content, problems } = readMonitorFile('m.yaml', writeMonitorFile(all, OWNER));
      expect(problems).toEqual([]);
      expect(content?.monitors).toEqual(all);
      expect(content?.datasource).toBe('nightjar');
    })
  );
});

it('leaves out what is the default', () => {
  const spec = monitorSpec.parse({ name: 'a', queries: [{ expr: 'up' }], training: { refitEvery: '1d' } });
  expect(writeMonitorFile([spec], OWNER)).toBe(
    'datasource: nightjar\nmonitors:\n  - name: a\n    queries:\n      - expr: up\n    training:\n      refitEvery: 1d\n'
  );
});

const problemsOf = (text: string) => readMonitorFile('shop.yaml', text).problems.map(problemText);

it('names file, line, column and field of whatever is wrong', () => {
  expect(
    problemsOf(
      [
        'monitors:',
        '  - name: checkout',
        '    queries: [{ expr: up }]',
        '    sensitivity: 7',
        '    treshold: 3',
        '  - name: ""',
        '    queries: []',
        '    training:',
        '      window: soon',
      ].join('\n')
    )
  ).toEqual([
    expect.stringMatching(/^shop\.yaml:4:5: monitors\[0\]\.sensitivity: .*1/),
    'shop.yaml:5:5: monitors[0].treshold: there is no such field.',
    expect.stringMatching(/^shop\.yaml:6:5: monitors\[1\]\.name: /),
    expect.stringMatching(/^shop\.yaml:7:5: monitors\[1\]\.queries: /),
    'shop.yaml:9:7: monitors[1].training.window: must be a duration such as 30s, 5m or 14d.',
  ]);
});

it('finds what only a whole monitor shows, and names given twice', () => {
  const text = [
    'monitors:',
    '  - { name: a, queries: [{ expr: up }], detector: seasonal, settings: { colour: red } }',
    '  - name: a',
    '    queries: [{ expr: up }]',
    '    detector: prophet',
  ].join('\n');
  expect(problemsOf(text)).toEqual([
    expect.stringMatching(/^shop\.yaml:2:\d+: monitors\[0\]\.settings: .* has no setting 'colour'/),
    'shop.yaml:3:5: monitors[1].name: monitors[0] has this name already.',
    expect.stringMatching(/^shop\.yaml:3:5: monitors\[1\]: .*'prophet'/),
  ]);
});

it.each([
  ['no YAML', 'monitors: [', /^shop\.yaml:1:\d+: .+\.$/],
  ['a text', 'hello', /^shop\.yaml:1:1: /],
  ['two documents', 'monitors: []\n---\nmonitors: []', /^shop\.yaml:2:\d+: .+/],
  ['nothing', '', /^shop\.yaml:1:1: monitors: /],
  [
    'aliases that grow without end',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nmonitors: [*d,*d]`,
    /^shop\.yaml:1:1: .*alias/,
  ],
])('of %s says where', (_what, text, expected) => {
  expect(problemsOf(text)[0]).toMatch(expected);
});

it('has a published JSON Schema that is of this version', () => {
  const published: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../docs/monitors.schema.json'), 'utf8')
  );
  expect(published).toEqual(JSON.parse(JSON.stringify(monitorFileSchema())));
});
