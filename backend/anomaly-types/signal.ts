import { numeratorsIn, selectorsIn } from '../../contract/promql.ts';
import type { Matcher, Selector } from '../../contract/promql.ts';
import { stemOf } from '../../contract/units.ts';
import type { Labels } from '../series/series.ts';

/** What a series measures, as far as its name, labels and unit tell. */
export const SIGNAL_KINDS = [
  'cpu',
  'memory',
  'storage',
  'saturation',
  'network',
  'latency',
  'errors',
  'success',
  'efficiency',
  'traffic',
  'availability',
  'unknown',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** `inverted`: less of the value is more of the quantity (idle CPU, free memory, cache misses). */
export interface Signal {
  readonly kind: SignalKind;
  readonly inverted: boolean;
}

export interface SignalSource {
  readonly metricName: string;
  readonly labels: Labels;
  readonly unit?: string;
  readonly expr?: string;
}

const FAILURE_VALUE =
  /^(5(xx|\d\d|\.\.|\.\*|\.\+|\[.*|\\d.*)|4(xx|\.\.|\.\*)\|5.*|\(?5.*|error|err|errors|fail|failed|failure|server_error|exception|timeout|internal|unavailable|aborted|dropped|rejected|declined|unknown|deadlineexceeded|dataloss|unauthenticated|crit(ical)?)$/i;
const OUTCOME_LABEL =
  /^(code|status|status_code|statuscode|status_class|http_status|http_status_code|http_response_status_code|response_code|response_code_class|grpc_code|rpc_grpc_status_code|grpc_status|outcome|result|state|level|severity|error|exception)$/i;
const SUCCESS_VALUE = /^(ok|success|successful|succeeded|0|2(xx|\d\d|\.\.|\.\*|\.\+)|\[?2.*)$/i;

const words = (name: string, ...alternatives: string[]) =>
  new RegExp(`(^|_)(${alternatives.join('|')})(_|$)`).test(name);

function hasFailure(matchers: readonly Matcher[]): boolean {
  return matchers.some(({ label, op, value }) => {
    if (!OUTCOME_LABEL.test(label)) {
      return false;
    }
    if (op === '=' || op === '=~') {
      return FAILURE_VALUE.test(value);
    }
    return SUCCESS_VALUE.test(value) || (/^(error|exception)$/i.test(label) && /^(none|)$/i.test(value));
  });
}

const hasSuccess = (matchers: readonly Matcher[]): boolean =>
  matchers.some(
    ({ label, op, value }) =>
      OUTCOME_LABEL.test(label) &&
      ((op.startsWith('=') && SUCCESS_VALUE.test(value)) || (op.startsWith('!') && FAILURE_VALUE.test(value)))
  );

/** How the name is used: inside rate() it is events or amounts per second, inside histogram_quantile() the observed quantity. */
interface Usage {
  readonly rated: boolean;
  /** The name's base is what a histogram or summary observed. */
  readonly observed?: boolean;
  readonly matchers: readonly Matcher[];
}

const ERRORS =
  'errors?|errored|errs?|fail|failed|failures?|failing|exceptions?|timeouts?|timedout|rejected|rejections?|refused|dropped|drops?|discards?|discarded|retrans|retransmits?|retries|aborted|aborts|panics?|crashes|restarts?|deadlocks|conflicts|rollbacks?|5xx|4xx|oom|oomkilled|under_?replicated_?(partitions?)?|offline|unavailable|declined|invalid|dead_letter|dlq|faults';
const LATENCY =
  'duration|durations|latency|latencies|response_times?|rtt|ttfb|elapsed|delay|pause|waittime|wait_time|request_time|query_time|execution_time|processing_time|service_time|took|apply_time|commit_time|handshake';
const SATURATION =
  'queue|queued|backlog|pending|inflight|in_flight|concurrency|concurrent|connections?|conns?|clients|threads?|goroutines|fds?|filefd|open_files|handles|pool|lag|utili[sz]ation|usage|saturation|pressure|sockets?|active|busy|workers?|locks?|waiting|blocked|numbackends|backends|sessions?|depth|waiters|leases|objects|pods|processes|procs|buffers?|slots';
const TRAFFIC =
  'requests?|reqs?|rps|qps|queries|calls|messages?|msgs?|records?|events?|transactions?|tx|txn|xact|commits?|ops|operations?|visits?|views|orders|checkouts|payments|logins|signups|handled|processed|served|started|completed|consumed|produced|published|delivered|jobs|tasks|throughput|samples|spans|lines|rows|commands?|invocations|executions|reads?|writes?|tup|hits';

function kindOfName(name: string, usage: Usage): Signal {
  const stem = stemOf(name);
  const is = (...alternatives: string[]) => words(stem, ...alternatives);
  const plain = (kind: SignalKind): Signal => ({ kind, inverted: false });
  const counts = /_count$/.test(name) || usage.rated || /_total$/.test(name);
  const spare = is('free', 'idle', 'avail', 'available', 'remaining', 'memfree', 'memavailable', 'unused', 'headroom');

  if (is('resource_requests?', 'resource_limits?', 'info', 'start_time', 'boot_time', 'build', 'labels')) {
    const resource = usage.matchers.find((matcher) => matcher.label === 'resource')?.value ?? '';
    return plain(resource === 'cpu' || resource === 'memory' ? resource : 'unknown');
  }
  if (
    stem === 'up' ||
    (is('up', 'probe_success', 'healthy', 'ready', 'health_status', 'replicas_available', 'alive') &&
      !is('messages', 'queue'))
  ) {
    return plain('availability');
  }
  if (is('apdex', 'hit_ratio', 'hit_rate', 'hitratio', 'cache_hits?', 'keyspace_hits', 'blks_hit')) {
    return plain('efficiency');
  }
  if (is('misses', 'miss', 'miss_ratio', 'cache_misses')) {
    return { kind: 'efficiency', inverted: true };
  }
  if (is('success_ratio', 'success_rate', 'successes', 'availability') || (is('success') && !counts)) {
    return plain('success');
  }
  if (is('cpus?', 'vcpu', 'load', 'load1', 'load5', 'load15', 'load_average', 'loadavg', 'throttled', 'throttling')) {
    const idle = usage.matchers.some(
      ({ label, op, value }) => /^(mode|state)$/.test(label) && op === '=' && value === 'idle'
    );
    return { kind: 'cpu', inverted: spare || idle };
  }
  if (is(ERRORS) || (hasFailure(usage.matchers) && counts)) {
    return plain('errors');
  }
  const quantile = usage.matchers.some((matcher) => matcher.label === 'quantile');
  if (is(LATENCY) || ((quantile || usage.observed === true) && is('seconds', 'milliseconds', 'ms'))) {
    return plain(/_count$/.test(name) ? 'traffic' : 'latency');
  }
  if (
    is(
      'memory',
      'mem',
      'memstats',
      'memavailable',
      'memfree',
      'memtotal',
      'rss',
      'heap',
      'nonheap',
      'resident',
      'working_set',
      'swap',
      'old_gen'
    )
  ) {
    return { kind: 'memory', inverted: spare || is('swap_free') };
  }
  if (
    is(
      'filesystem',
      'inodes?',
      'volume',
      'disk_used',
      'disk_usage',
      'disk_free',
      'storage',
      'tablespace',
      'database_size',
      'wal',
      'log_size'
    )
  ) {
    return { kind: 'storage', inverted: spare };
  }
  if (
    is(
      'network',
      'net',
      'receive',
      'transmit',
      'received',
      'transmitted',
      'sent',
      'rx',
      'tx',
      'ingress',
      'egress',
      'in',
      'out'
    ) &&
    is('bytes', 'packets', 'bits', 'octets', 'frames')
  ) {
    return plain('network');
  }
  if (is('disk', 'io', 'iops', 'blkio') && (counts || is('iops', 'io_time'))) {
    return plain(is('io_time', 'weighted') ? 'saturation' : 'traffic');
  }
  if (is(SATURATION) && !counts) {
    return { kind: 'saturation', inverted: spare };
  }
  if (is(TRAFFIC) || counts) {
    return plain('traffic');
  }
  if (/(seconds|milliseconds|millis|ms|time)$/.test(stem) && !is('timestamp', 'uptime', 'age', 'interval')) {
    return plain('latency');
  }
  return plain('unknown');
}

const UNIT_KINDS: Readonly<Record<string, SignalKind>> = {
  s: 'latency',
  ms: 'latency',
  µs: 'latency',
  ns: 'latency',
  bytes: 'memory',
  decbytes: 'memory',
  mbytes: 'memory',
  gbytes: 'memory',
  Bps: 'network',
  binBps: 'network',
  bps: 'network',
  pps: 'network',
  reqps: 'traffic',
  rps: 'traffic',
  ops: 'traffic',
  wps: 'traffic',
  cps: 'traffic',
};

const labelMatchers = (labels: Labels): Matcher[] =>
  Object.entries(labels).map(([label, value]) => ({ label, op: '=', value }));

function signalOfSelector(selector: Selector, labels: readonly Matcher[]): Signal {
  const rated = selector.functions.some((fn) => /^(rate|irate|increase|delta|idelta|deriv)$/.test(fn));
  const observed = selector.functions.some((fn) => /^histogram_(quantile|avg|fraction)$/.test(fn));
  // Quantiles are of what was observed: the name without its _bucket and without its rate().
  const name = observed ? selector.name.replace(/_bucket$/, '') : selector.name;
  const signal = kindOfName(name, { rated: rated && !observed, observed, matchers: [...selector.matchers, ...labels] });
  const subtractions = selector.operators.filter((operator) => operator === '-').length;
  return subtractions % 2 === 1 && (signal.inverted || signal.kind === 'errors' || signal.kind === 'success')
    ? { kind: flip(signal.kind), inverted: false }
    : signal;
}

/** What `1 - x` is: of an error ratio the success ratio, and the other way round. */
function flip(kind: SignalKind): SignalKind {
  return kind === 'errors' ? 'success' : kind === 'success' ? 'errors' : kind;
}

/** What a series measures. The expression counts most, then the metric's name, then the unit. */
export function signalOf({ metricName, labels, unit, expr }: SignalSource): Signal {
  const matchers = labelMatchers(labels);
  const selectors = expr ? selectorsIn(expr).filter((selector) => selector.name !== '') : [];
  let signal: Signal = { kind: 'unknown', inverted: false };
  if (expr && selectors.length > 0) {
    signal = signalOfExpression(expr, selectors, matchers);
  }
  if (signal.kind === 'unknown' && metricName !== '') {
    signal = kindOfName(metricName, { rated: false, matchers });
  }
  if (signal.kind === 'unknown' && unit !== undefined && UNIT_KINDS[unit]) {
    signal = { kind: UNIT_KINDS[unit], inverted: false };
  }
  return signal;
}

function signalOfExpression(expr: string, selectors: readonly Selector[], labels: readonly Matcher[]): Signal {
  const carrying = numeratorsIn(expr).filter((selector) => selector.name !== '');
  const numerator = carrying[0] ?? selectors[0];
  const divided = selectors.some((selector) => selector.operators.includes('/') && selector !== numerator);
  if (divided && /_sum$/.test(numerator.name)) {
    // sum / count: the mean of what was observed.
    const mean = { ...numerator, name: numerator.name.replace(/_sum$/, ''), functions: ['histogram_avg'] };
    return signalOfSelector(mean, labels);
  }
  // free / total in `1 - free / total` and idle CPU count even when another selector stands first.
  const spare = carrying.map((selector) => signalOfSelector(selector, labels));
  const subtracted = spare.find((signal, i) => carrying[i].operators.includes('-') && signal.kind !== 'unknown');
  const signal = subtracted ?? spare[0] ?? signalOfSelector(numerator, labels);
  if (divided && signal.kind === 'traffic' && hasSuccess(numerator.matchers)) {
    return { kind: numerator.operators.includes('-') ? 'errors' : 'success', inverted: false };
  }
  return signal;
}
