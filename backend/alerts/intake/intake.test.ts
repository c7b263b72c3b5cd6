import fc from 'fast-check';
import { readAlertmanagerApi, readAlertmanagerWebhook } from './read-alertmanager.ts';
import { ALERT_LIMITS } from './read-event.ts';
import { readGrafanaWebhook } from './read-grafana.ts';
import { readAlertLines, splitAlerts } from './read-lines.ts';

const NOW = Date.UTC(2026, 10, 22, 4);
const iso = (ms: number) => new Date(ms).toISOString();
const ZERO = '0001-01-01T00:00:00Z';
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

const webhook = (alerts: readonly unknown[], more: object = {}) => readAlertmanagerWebhook({ alerts, ...more }, NOW);

describe('Alertmanager', () => {
  const firing = {
    status: 'firing',
    labels: { alertname: 'HighLatency', service: 'cart', severity: 'page' },
    annotations: { summary: 'slow', value: '12.5' },
    startsAt: iso(NOW - 60_000),
    endsAt: ZERO,
    generatorURL: 'http://user:secret@prometheus:9090/graph?g0.expr=up',
    fingerprint: 'abc',
  };

  it('gives one record of a webhook', () => {
    const { events, refused } = webhook([firing]);
    expect(refused).toEqual([]);
    expect(events).toEqual([
      {
        source: 'alertmanager',
        fingerprint: expect.stringMatching(/^[\w-]{22}$/),
        labels: firing.labels,
        annotations: firing.annotations,
        severity: 'critical',
        start: NOW - 60_000,
        end: null,
        value: 12.5,
        url: 'http://prometheus:9090/graph?g0.expr=up',
      },
    ]);
  });

  it('has the webhook and the API call the same alert the same', () => {
    const api = { ...firing, endsAt: iso(NOW + 240_000), status: { state: 'active', silencedBy: [], inhibitedBy: [] } };
    // Only the API tells of silences.
    expect(readAlertmanagerApi([api], NOW).events).toEqual([{ ...webhook([firing]).events[0], silences: [] }]);
  });

  it('tells the end of a resolved one, and never one before its start or to come', () => {
    const ends = (endsAt: unknown) => webhook([{ ...firing, status: 'resolved', endsAt }]).events[0].end;
    expect(ends(iso(NOW - 10_000))).toBe(NOW - 10_000);
    expect(ends(ZERO)).toBe(NOW);
    expect(ends(iso(NOW + 3_600_000))).toBe(NOW);
    expect(ends(iso(NOW - 3_600_000))).toBe(NOW - 60_000);
  });

  it('takes the others where one cannot be read, and says which and why', () => {
    const { events, refused } = webhook([
      firing,
      null,
      { ...firing, labels: {} },
      'x',
      { ...firing, labels: { a: '1' } },
    ]);
    expect(events.length).toBe(2);
    expect(refused).toEqual([
      { index: 1, reason: 'Alert 2 is no JSON object.' },
      { index: 2, reason: 'Alert 3 has no labels.' },
      { index: 3, reason: 'Alert 4 is no JSON object.' },
    ]);
  });

  it('says when the sender left alerts out', () => {
    expect(webhook([firing], { truncatedAlerts: 7 }).notices).toEqual([expect.stringContaining('left out 7 alerts')]);
    expect(webhook([firing]).notices).toEqual([]);
  });
});

describe('Grafana Alerting', () => {
  it('gives the value of the first query, the panel’s page and no private labels', () => {
    const alert = {
      status: 'firing',
      labels: { alertname: 'Score', grafana_folder: 'Shop', __alert_rule_uid__: 'u1' },
      annotations: { summary: 's', __dashboardUid__: 'd' },
      startsAt: iso(NOW - 1_000),
      endsAt: ZERO,
      values: { B: 0.93, C: 1, A: null },
      generatorURL: 'http://grafana/alerting/grafana/u1/view',
      panelURL: 'http://grafana/d/d?viewPanel=1',
    };
    expect(readGrafanaWebhook({ alerts: [alert] }, NOW).events).toEqual([
      expect.objectContaining({
        source: 'grafana',
        labels: { alertname: 'Score', grafana_folder: 'Shop' },
        annotations: { summary: 's' },
        value: 0.93,
        severity: 'warning',
        url: 'http://grafana/d/d?viewPanel=1',
      }),
    ]);
  });
});

describe('JSON lines', () => {
  it('reads lines and arrays alike', () => {
    const lines = [
      '{"name":"Down","service":"pay","start":1763784000000}',
      '{"labels":{"alertname":"Up"},"start":1763784000}',
    ];
    const fromLines = readAlertLines(splitAlerts(`${lines[0]}\r\n\n${lines[1]}\n`), NOW);
    expect(fromLines).toEqual(readAlertLines(splitAlerts(`[${lines.join(',')}]`), NOW));
    expect(fromLines.events.map(({ labels, start }) => ({ labels, start }))).toEqual([
      { labels: { alertname: 'Down', service: 'pay' }, start: 1_763_784_000_000 },
      { labels: { alertname: 'Up' }, start: 1_763_784_000_000 },
    ]);
  });

  it('names the lines it cannot read', () => {
    const text = '{"name":"A","start":1}\nnonsense\n{"name":"B","start":"yesterday"}\n{"name":"C"}\n[]';
    const { events, refused } = readAlertLines(splitAlerts(text), Number.POSITIVE_INFINITY);
    expect(events.length).toBe(1);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'Alert 2 is no JSON object.',
      'Alert 3 has a "start" that is neither ISO 8601 nor ms since the epoch.',
      'Alert 4 has no "start".',
      'Alert 5 is no JSON object.',
    ]);
  });

  it('knows severities by their many names', () => {
    const of = (alert: object) => readAlertLines([{ name: 'A', ...alert }], NOW).events[0].severity;
    expect(['P1', 'Sev-2', 'warn', 'notice', 'Disaster'].map((severity) => of({ severity }))).toEqual([
      'critical',
      'error',
      'warning',
      'info',
      'critical',
    ]);
    expect(of({ labels: { severity: 'whatever', priority: 'high' } })).toBe('error');
    expect(of({ labels: { constructor: 'x' } })).toBe('warning');
  });
});

describe('hostile input', () => {
  it('is cut, cleaned and never a prototype', () => {
    const alert = JSON.parse(
      `{"status":"firing","labels":{"alertname":"<script>alert(1)</script>\\u0000\\u202egnp","__proto__":"x","n":1,"deep":{"a":1}},
        "annotations":{"big":"${'x'.repeat(1_048_576)}","constructor":"c"},"startsAt":"${iso(NOW + 9e9)}","generatorURL":"javascript:alert(1)"}`
    ) as unknown;
    const [event] = webhook([alert]).events;
    expect(event.labels).toEqual({ alertname: '<script>alert(1)</script>gnp', n: '1' });
    expect(event.annotations.big.length).toBe(ALERT_LIMITS.annotationValue);
    expect(event.annotations.big.endsWith('…')).toBe(true);
    expect({ start: event.start, url: event.url }).toEqual({ start: NOW, url: '' });
    expect(Object.getPrototypeOf(event.labels)).toBe(Object.prototype);
  });

  it('keeps a thousand labels from growing, and tells alerts apart by those it does not show', () => {
    const labels = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`z${i}`, String(i)]));
    const { events } = webhook([
      { labels: { ...labels, alertname: 'zz' } },
      { labels: { ...labels, alertname: 'zz', z999: 'other' } },
    ]);
    expect(events.map((event) => Object.keys(event.labels).length)).toEqual([ALERT_LIMITS.labels, ALERT_LIMITS.labels]);
    expect(events[0].labels.alertname).toBe('zz');
    expect(events[0].fingerprint).not.toBe(events[1].fingerprint);
  });

  it('gives events within the caps whatever JSON comes', () => {
    const alert = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          status: fc.oneof(fc.constantFrom('firing', 'resolved'), fc.jsonValue()),
          labels: fc.oneof(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), fc.jsonValue()),
          annotations: fc.oneof(
            fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })),
            fc.jsonValue()
          ),
          startsAt: fc.oneof(
            fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
            fc.jsonValue()
          ),
          endsAt: fc.jsonValue(),
          values: fc.jsonValue(),
          generatorURL: fc.oneof(fc.webUrl(), fc.jsonValue()),
          severity: fc.jsonValue(),
        },
        { requiredKeys: ['labels'] }
      )
    );
    fc.assert(
      fc.property(fc.array(alert, { maxLength: 5 }), (alerts) => {
        for (const { events, refusedCount } of [
          webhook(alerts),
          readAlertmanagerApi(alerts, NOW),
          readGrafanaWebhook({ alerts }, NOW),
          readAlertLines(alerts, NOW),
        ]) {
          expect(events.length + refusedCount).toBe(alerts.length);
          for (const { labels, annotations, start, end, url } of events) {
            const texts = [labels, annotations].flatMap((record) => Object.entries(record).flat());
            expect(texts.every((text) => typeof text === 'string' && !HIDDEN.test(text) && text.isWellFormed())).toBe(
              true
            );
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end === null || end >= start).toBe(true);
            expect(url === '' || /^https?:\/\//.test(url)).toBe(true);
          }
        }
      }),
      { numRuns: 60 }
    );
  });
});
