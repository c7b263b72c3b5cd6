import type { CauseEvidence, MembershipReason } from '../../../../contract/alerts.ts';
import type { TimelineRecord } from '../../../api/incidents.ts';
import type { FoldKind } from './fold-timeline.ts';
import { t } from '../../../ui/translate.ts';

export const detailWords = {
  unnamed: () => t('incident.unnamed', 'Incident'),
  loading: () => t('incident.loading', 'Reading the incident'),
  failed: (reason: string) => t('incident.failed', 'The incident could not be read: {{reason}}', { reason }),
  stale: (reason: string) => t('incident.stale', 'No longer fresh: {{reason}}', { reason }),
  back: () => t('incident.back', 'All incidents'),
  started: () => t('incident.started', 'Began'),
  lastAlert: () => t('incident.last-alert', 'Newest alert'),
  resolvedAt: () => t('incident.resolved-at', 'Resolved'),
  lasted: () => t('incident.lasted', 'Duration'),
  alerts: () => t('incident.alerts', 'Alerts'),
  alertCounts: (firing: number, alerts: number, received: number) =>
    t('incident.alert-counts', '{{firing}} firing of {{alerts}}, {{received}} received', { firing, alerts, received }),
  services: () => t('incident.services', 'Services'),
  confidence: () => t('incident.confidence', 'They belong together'),
  confidenceText: (percent: string) => t('incident.confidence-text', '{{percent}} sure', { percent }),
  assignee: () => t('incident.assignee', 'Assigned to'),
  nobody: () => t('incident.nobody', 'nobody'),
  acknowledgedBy: () => t('incident.acknowledged-by', 'Acknowledged by'),
  impact: () => t('incident.impact', 'Impact'),
  common: () => t('incident.common', 'Labels they share'),
  ago: (when: string, ago: string) => t('incident.ago', '{{when}} ({{ago}})', { when, ago }),
  silenced: (until: string) => t('incident.silenced', 'Silenced until {{until}}', { until }),
  escalated: (when: string) => t('incident.escalated', 'Escalated {{when}}: nobody acknowledged it in time', { when }),
};

export const actionWords = {
  actions: () => t('incident.actions', 'Actions'),
  acknowledge: () => t('incident.acknowledge', 'Acknowledge'),
  assign: () => t('incident.assign', 'Assign'),
  assignTo: () => t('incident.assign-to', 'To whom'),
  toMe: () => t('incident.to-me', 'To me'),
  assignHelp: () => t('incident.assign-help', 'A name or a login. Left empty, nobody has it.'),
  silence: () => t('incident.silence', 'Silence'),
  silenceHelp: () =>
    t(
      'incident.silence-help',
      'Its alerts notify nobody until then. Where they come from an Alertmanager that is connected, a silence is made there too.'
    ),
  silenceFor: () => t('incident.silence-for', 'For how long'),
  until: () => t('incident.until', 'Until'),
  untilChosen: () => t('incident.until-chosen', 'Until a chosen time'),
  untilWrong: () => t('incident.until-wrong', 'Choose a time that is still to come'),
  hours: (count: number) => t('incident.hours', '{{count}} h', { count }),
  unsilence: () => t('incident.unsilence', 'End the silence'),
  why: () => t('incident.why', 'Why'),
  whyHelp: () => t('incident.why-help', 'Others read it in the timeline.'),
  resolve: () => t('incident.resolve', 'Resolve'),
  resolveHelp: () =>
    t(
      'incident.resolve-help',
      'What was done helps whoever meets the like again: similar incidents show it. It opens again where its alerts fire on.'
    ),
  whatDone: () => t('incident.what-done', 'What was done'),
  reopen: () => t('incident.reopen', 'Reopen'),
  merge: () => t('incident.merge', 'Merge'),
  mergeTitle: () => t('incident.merge-title', 'Merge others into this one'),
  mergeHelp: () =>
    t('incident.merge-help', 'The others end, and their alerts and timelines come here. A split takes them apart.'),
  mergeNone: () => t('incident.merge-none', 'No other incident is open'),
  mergeLoading: () => t('incident.merge-loading', 'Reading the others'),
  split: (count: number) => t('incident.split', 'Split off {{count}}', { count }),
  splitTitle: () => t('incident.split-title', 'Make an incident of their own?'),
  splitBody: (count: number) =>
    t(
      'incident.split-body',
      'Alerts that leave this incident: {{count}}. They are not put together with the others again.',
      { count }
    ),
  exportRule: () => t('incident.export', 'Export rule'),
  exportTitle: () => t('incident.export-title', 'As a rule of Alertmanager'),
  exportHelp: () =>
    t(
      'incident.export-help',
      'Puts alerts like these together in Alertmanager itself. Read it over before it goes into its configuration.'
    ),
  exportLoading: () => t('incident.export-loading', 'Writing the rule'),
  exportFailed: (reason: string) =>
    t('incident.export-failed', 'The rule could not be written: {{reason}}', { reason }),
  copy: () => t('incident.copy', 'Copy to clipboard'),
  comment: () => t('incident.comment', 'Comment'),
  commentHelp: () => t('incident.comment-help', 'What you found, what you try'),
  addComment: () => t('incident.add-comment', 'Add comment'),
};

export const causeWords = {
  title: () => t('incident.causes', 'Where to look first'),
  none: () => t('incident.no-causes', 'No candidate stands out yet'),
  likely: (percent: string) => t('incident.cause-likely', '{{percent}} likely', { percent }),
  through: (alert: string) => t('incident.cause-through', 'Speaks for it first: {{alert}}', { alert }),
};

export const evidenceNames: Record<CauseEvidence, () => string> = {
  first: () => t('incident.evidence-first', 'First to fire'),
  upstream: () => t('incident.evidence-upstream', 'Others depend on it'),
  strongest: () => t('incident.evidence-strongest', 'Strongest anomaly'),
  change: () => t('incident.evidence-change', 'Changed shortly before'),
  share: () => t('incident.evidence-share', 'Share of the alerts'),
};

export const mapWords = {
  title: () => t('incident.map', 'Service map'),
  label: (services: number, calls: number, cause: string) =>
    t('incident.map-label', 'Service map: {{services}} services, {{calls}} calls. Most likely cause: {{cause}}.', {
      services,
      calls,
      cause,
    }),
  none: () => t('incident.map-none', 'Nothing is known of which service calls which'),
  noneHelp: () =>
    t('incident.map-none-help', 'Give the calls, or a query of service-graph metrics, in the options of incidents.'),
  alerts: (count: number) => t('incident.map-alerts', 'alerts: {{count}}', { count }),
  quiet: () => t('incident.map-quiet', 'no alert'),
  cause: () => t('incident.map-cause', 'likely cause'),
  legend: () => t('incident.map-legend', 'An arrow goes from the caller to what it calls.'),
  tooMany: (count: number) =>
    t('incident.map-too-many', 'Services that are not drawn, since they have no alert: {{count}}', { count }),
};

export const lanesWords = {
  title: () => t('incident.lanes', 'What fired when'),
  label: (lanes: number, first: string, when: string) =>
    t('incident.lanes-label', 'Alerts over time, services: {{lanes}}. First to fire: {{first}}, {{when}}.', {
      lanes,
      first,
      when,
    }),
  more: (count: number) => t('incident.lanes-more', 'Later services that are not drawn: {{count}}', { count }),
  noService: () => t('incident.no-service', 'no service named'),
  after: (duration: string) => t('incident.after', '+{{duration}}', { duration }),
  first: () => t('incident.first', 'first'),
};

export const memberWords = {
  title: (count: number) => t('incident.members', 'Alerts ({{count}})', { count }),
  table: () => t('incident.members-table', 'Alerts of this incident'),
  choose: (name: string) => t('incident.member-choose', 'Choose {{name}}', { name }),
  severity: () => t('incident.member-severity', 'Severity'),
  alert: () => t('incident.member-alert', 'Alert'),
  state: () => t('incident.member-state', 'State'),
  start: () => t('incident.member-start', 'Began'),
  value: () => t('incident.member-value', 'Value'),
  why: () => t('incident.member-why', 'Why it belongs here'),
  firing: () => t('incident.member-firing', 'Firing'),
  ended: (duration: string) => t('incident.member-ended', 'Ended after {{duration}}', { duration }),
  flapping: () => t('incident.member-flapping', 'Flapping'),
  times: (count: number) => t('incident.member-times', 'came {{count}} times', { count }),
  muted: (by: string) => t('incident.member-muted', 'Muted: {{by}}', { by }),
  details: (name: string) => t('incident.member-details', 'Details of {{name}}', { name }),
  labels: () => t('incident.member-labels', 'Labels'),
  annotations: () => t('incident.member-annotations', 'Annotations'),
  source: () => t('incident.member-source', 'At its source'),
  noReasons: () => t('incident.member-no-reasons', 'The first of its incident'),
  more: (count: number) => t('incident.member-more', 'Show {{count}} more', { count }),
  weight: (percent: string) => t('incident.member-weight', '{{percent}} of the reason', { percent }),
};

export const reasonNames: Record<MembershipReason, () => string> = {
  labels: () => t('incident.reason-labels', 'Labels'),
  lag: () => t('incident.reason-lag', 'Time'),
  text: () => t('incident.reason-text', 'Words'),
  graph: () => t('incident.reason-graph', 'Service graph'),
  rule: () => t('incident.reason-rule', 'Rule'),
  'by-hand': () => t('incident.reason-by-hand', 'By hand'),
};

export const timelineWords = {
  title: () => t('incident.timeline', 'Timeline'),
  entries: () => t('incident.timeline-entries', 'What happened'),
  nightjar: () => t('incident.timeline-nightjar', 'Nightjar'),
  folded: (what: string, count: number) => t('incident.timeline-folded', '{{what}}: {{count}}', { what, count }),
  span: (from: string, to: string) => t('incident.timeline-span', '{{from}} to {{to}}', { from, to }),
  unfold: () => t('incident.timeline-unfold', 'Show each'),
};

export const foldNames: Record<FoldKind, () => string> = {
  joined: () => t('incident.folded-joined', 'Alerts joined'),
  'alert-ended': () => t('incident.folded-ended', 'Alerts ended'),
  regrouped: () => t('incident.folded-regrouped', 'Put together anew'),
};

export const timelineNames: Record<TimelineRecord['kind'], () => string> = {
  acknowledge: () => t('incident.did-acknowledge', 'Acknowledged'),
  assign: () => t('incident.did-assign', 'Assigned'),
  comment: () => t('incident.did-comment', 'Comment'),
  silence: () => t('incident.did-silence', 'Silenced'),
  unsilence: () => t('incident.did-unsilence', 'Silence ended'),
  resolve: () => t('incident.did-resolve', 'Resolved'),
  reopen: () => t('incident.did-reopen', 'Reopened'),
  merge: () => t('incident.did-merge', 'Merged'),
  split: () => t('incident.did-split', 'Split'),
  opened: () => t('incident.did-open', 'Opened'),
  joined: () => t('incident.did-join', 'Alert joined'),
  'merged-in': () => t('incident.did-merge-in', 'Another came in'),
  'split-off': () => t('incident.did-split-off', 'Part split off'),
  escalated: () => t('incident.did-escalate', 'Escalated'),
  'alert-ended': () => t('incident.did-end', 'Alert ended'),
};

export const similarWords = {
  title: () => t('incident.similar', 'Similar ones before'),
  none: () => t('incident.no-similar', 'None like it is known yet'),
  likeness: (percent: string) => t('incident.likeness', '{{percent}} alike', { percent }),
  done: () => t('incident.similar-done', 'What was done then'),
  nothing: () => t('incident.similar-nothing', 'Nothing was written down.'),
};
