import { AuditRepository } from '../monitors/audit-repository.ts';
import type { StoreParts } from '../monitors/local-monitors.ts';
import { ownerOf } from '../monitors/record-parts.ts';
import type { Owner } from '../owner.ts';
import { AlertRepository } from './alert-repository.ts';
import type { AlertStore } from './alert-store.ts';
import { IncidentRepository } from './incident-repository.ts';
import { JournalRepository } from './journal-repository.ts';
import { SettingsRepository } from './settings-repository.ts';

type Method<K extends keyof AlertStore> = AlertStore[K];

/** Bytes that a row takes beside its texts, about. */
const ROW_BYTES = 400;

/** Alerts on the thread that has the store. */
export class LocalAlerts implements AlertStore {
  private readonly parts: StoreParts;
  private readonly audit: AuditRepository;
  private readonly journal: JournalRepository;
  private readonly alerts: AlertRepository;
  private readonly incidents: IncidentRepository;
  private readonly settings: SettingsRepository;

  constructor(parts: StoreParts) {
    const { db, now } = parts;
    this.parts = parts;
    this.audit = new AuditRepository(db, now);
    this.journal = new JournalRepository(db);
    this.alerts = new AlertRepository(db);
    this.incidents = new IncidentRepository(db);
    this.settings = new SettingsRepository(db, now, this.audit);
  }

  appendJournal: Method<'appendJournal'> = (entries) => this.parts.write((on) => this.journal.append(on, entries));
  readJournal: Method<'readJournal'> = (owner, most) => this.journal.read(owner, most);
  waiting: Method<'waiting'> = () => this.journal.waiting();

  liveOwners: Method<'liveOwners'> = async () => {
    const { db } = this.parts;
    const rows = [
      ...(await db.selectFrom('alert_journal').select(['org_id', 'datasource']).distinct().execute()),
      ...(await db
        .selectFrom('incidents')
        .select(['org_id', 'datasource'])
        .where('resolved', '=', 0)
        .distinct()
        .execute()),
      ...(await db
        .selectFrom('alerts')
        .select(['org_id', 'datasource'])
        .where('ended_at', 'is', null)
        .distinct()
        .execute()),
    ];
    return [...new Map(rows.map((row) => [`${row.org_id}\n${row.datasource}`, ownerOf(row)])).values()];
  };

  loadState: Method<'loadState'> = async (owner, since) => {
    const incidents = await this.incidents.live(owner, since);
    return {
      revision: await this.journal.revision(this.parts.db, owner),
      incidents,
      alerts: await this.alerts.live(
        owner,
        since,
        incidents.map(({ id }) => id)
      ),
      apart: await this.settings.apart(owner),
      changes: await this.settings.changes(owner, since),
    };
  };

  commitAlerts: Method<'commitAlerts'> = async (commit, audit) => {
    const { owner, alerts, incidents } = commit;
    const revision = await this.parts.write(async (on) => {
      const next = await this.journal.advance(on, commit);
      await this.alerts.keep(on, owner, alerts);
      await this.alerts.count(on, owner, commit.counts);
      await this.incidents.keep(on, owner, incidents);
      await this.incidents.note(on, commit);
      await this.settings.learn(on, owner, commit.apart, commit.together);
      if (audit) {
        await this.audit.note(on, { owner, ...audit });
      }
      return next;
    });
    await this.parts.noteKept((alerts.length + incidents.length) * ROW_BYTES);
    return revision;
  };

  findAlerts: Method<'findAlerts'> = (owner, ids) => this.alerts.find(owner, ids);
  listAlerts: Method<'listAlerts'> = (query) => this.alerts.list(query);
  alertsOfIncident: Method<'alertsOfIncident'> = (owner, incident, most) =>
    this.alerts.ofIncident(owner, incident, most);
  listIncidents: Method<'listIncidents'> = (query) => this.incidents.list(query);
  getIncident: Method<'getIncident'> = (owner, id) => this.incidents.get(owner, id);
  timelines: Method<'timelines'> = (owner, incidents) => this.incidents.timelines(owner, incidents);

  noise: Method<'noise'> = async (owner, from, to) => ({
    counts: await this.alerts.counts(owner, from, to),
    incidents: await this.incidents.opened(owner, from, to),
  });

  getAlertOptions: Method<'getAlertOptions'> = (owner: Owner) => this.settings.options(this.parts.db, owner);
  putAlertOptions: Method<'putAlertOptions'> = (owner, options, actor) =>
    this.parts.write((on) => this.settings.putOptions(on, owner, options, actor));
  listWindows: Method<'listWindows'> = (owner) => this.settings.windows(owner);
  addWindow: Method<'addWindow'> = (owner, window, actor) =>
    this.parts.write((on) => this.settings.addWindow(on, owner, window, actor));
  removeWindow: Method<'removeWindow'> = (owner, id, actor) =>
    this.parts.write((on) => this.settings.removeWindow(on, owner, id, actor));
  addChange: Method<'addChange'> = (owner, change) =>
    this.parts.write((on) => this.settings.addChange(on, owner, change));
}
