import type { Kysely, Transaction } from 'kysely';
import { compressed, decompressed } from '../compressed.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { DetectionRepository } from './detection-repository.ts';
import type { CommitReply, MonitorStatus } from './monitor-store.ts';
import { inParts, ownerOf, parsed } from './record-parts.ts';
import type { EvaluationCommit, MonitorStateRow } from './records.ts';
import type { ForecastRepository } from './forecast-repository.ts';
import type { ResultRepository } from './result-repository.ts';

/** What a commit is held against. */
interface Standing {
  readonly owner: Owner;
  readonly version: number;
  readonly deleted: boolean;
  /** null: not evaluated yet, or to begin anew. */
  state: { readonly version: number; readonly evaluatedTo: number | null; readonly resultBytes: number } | null;
}

/** Where evaluations stand, and the one way in which their results are kept. */
export class StateRepository {
  private readonly db: Kysely<Tables>;
  private readonly results: ResultRepository;
  private readonly forecasts: ForecastRepository;
  private readonly detections: DetectionRepository;

  constructor(
    db: Kysely<Tables>,
    results: ResultRepository,
    forecasts: ForecastRepository,
    detections: DetectionRepository
  ) {
    this.db = db;
    this.results = results;
    this.forecasts = forecasts;
    this.detections = detections;
  }

  /** `damaged`: monitors whose snapshot could not be read. */
  async load(ids: readonly string[]): Promise<{ states: MonitorStateRow[]; damaged: string[] }> {
    const states: MonitorStateRow[] = [];
    const damaged: string[] = [];
    for (const some of inParts(ids)) {
      const rows = await this.db
        .selectFrom('monitor_states')
        .leftJoin('monitor_snapshots', 'monitor_snapshots.monitor', 'monitor_states.monitor')
        .select(['monitor_states.monitor', 'version', 'evaluated_to', 'status_json', 'seen_to', 'size', 'bytes'])
        .where('monitor_states.monitor', 'in', some)
        .execute();
      for (const { monitor, version, evaluated_to, status_json, seen_to, size, bytes } of rows) {
        if (evaluated_to === null) {
          continue;
        }
        const snapshot = bytes === null ? null : decompressed(size ?? 0, bytes);
        if (bytes !== null && snapshot === null) {
          damaged.push(monitor);
        }
        states.push({
          monitor,
          version,
          evaluatedTo: evaluated_to,
          snapshotTo: seen_to ?? evaluated_to,
          snapshot,
          status: parsed(status_json),
        });
      }
    }
    return { states, damaged };
  }

  async statuses(owner: Owner): Promise<MonitorStatus[]> {
    const rows = await this.db
      .selectFrom('monitor_states')
      .innerJoin('monitors', 'monitors.id', 'monitor_states.monitor')
      .selectAll('monitor_states')
      .where('monitors.org_id', '=', owner.orgId)
      .where('monitors.datasource', '=', owner.datasource)
      .execute();
    return rows.map((row) => ({
      monitor: row.monitor,
      version: row.version,
      evaluatedTo: row.evaluated_to,
      status: parsed(row.status_json),
      resultBytes: row.result_bytes,
    }));
  }

  async reset(transaction: Transaction<Tables>, monitor: string): Promise<void> {
    await transaction
      .updateTable('monitor_states')
      .set({ evaluated_to: null, status_json: '{}' })
      .where('monitor', '=', monitor)
      .execute();
    await transaction.deleteFrom('monitor_snapshots').where('monitor', '=', monitor).execute();
  }

  async commit(transaction: Transaction<Tables>, commits: readonly EvaluationCommit[]): Promise<CommitReply[]> {
    const standings = await this.standings(transaction, [...new Set(commits.map(({ monitor }) => monitor))]);
    const replies: CommitReply[] = [];
    for (const commit of commits) {
      const { monitor } = commit;
      const standing = standings.get(monitor);
      const reason = whyNot(commit, standing) ?? (await this.detections.whyNot(transaction, commit)) ?? '';
      if (standing && reason === '') {
        await this.keep(transaction, commit, standing);
      }
      replies.push({ monitor, committed: reason === '', reason });
    }
    return replies;
  }

  private async keep(transaction: Transaction<Tables>, commit: EvaluationCommit, standing: Standing): Promise<void> {
    const { monitor, version, to, status, snapshot, newSeries, chunk, forecast, detections } = commit;
    const added =
      (chunk ? await this.results.add(transaction, monitor, chunk) : 0) +
      (forecast ? await this.forecasts.add(transaction, commit, forecast) : 0);
    const resultBytes = (standing.state?.resultBytes ?? 0) + added;
    const values = { version, evaluated_to: to, status_json: JSON.stringify(status), result_bytes: resultBytes };
    await transaction
      .insertInto('monitor_states')
      .values({ monitor, ...values })
      .onConflict((conflict) => conflict.column('monitor').doUpdateSet(values))
      .execute();
    if (snapshot) {
      const { bytes } = snapshot;
      const kept = { seen_to: snapshot.to, size: bytes.byteLength, bytes: compressed(bytes) };
      await transaction
        .insertInto('monitor_snapshots')
        .values({ monitor, ...kept })
        .onConflict((conflict) => conflict.column('monitor').doUpdateSet(kept))
        .execute();
    } else if (standing.state && standing.state.version !== version) {
      // What an older version has learned is of no use to this one.
      await transaction.deleteFrom('monitor_snapshots').where('monitor', '=', monitor).execute();
    }
    if (newSeries.length > 0) {
      await this.results.noteSeries(transaction, monitor, newSeries);
    }
    await this.detections.keep(transaction, standing.owner, detections);
    standing.state = { version, evaluatedTo: to, resultBytes };
  }

  private async standings(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, Standing>> {
    const standings = new Map<string, Standing>();
    for (const some of inParts(ids)) {
      const rows = await db
        .selectFrom('monitors')
        .leftJoin('monitor_states', 'monitor_states.monitor', 'monitors.id')
        .select(['monitors.id', 'org_id', 'datasource', 'deleted_at', 'evaluated_to', 'result_bytes'])
        .select(['monitors.version', 'monitor_states.version as state_version'])
        .where('monitors.id', 'in', some)
        .execute();
      for (const row of rows) {
        const { state_version, evaluated_to, result_bytes } = row;
        standings.set(row.id, {
          owner: ownerOf(row),
          version: row.version,
          deleted: row.deleted_at !== null,
          state:
            state_version === null
              ? null
              : { version: state_version, evaluatedTo: evaluated_to, resultBytes: result_bytes ?? 0 },
        });
      }
    }
    return standings;
  }
}

/** Why a commit is left out, or null. */
function whyNot(commit: EvaluationCommit, standing: Standing | undefined): string | null {
  if (!standing || standing.deleted) {
    return 'The monitor is gone.';
  }
  if (standing.version !== commit.version) {
    return `The monitor is at version ${standing.version}, and this was evaluated by ${commit.version}.`;
  }
  const stored = standing.state?.evaluatedTo ?? null;
  const anew = commit.from === null && standing.state !== null && standing.state.version !== commit.version;
  if (commit.from !== stored && !anew) {
    return `It is evaluated up to ${stored ?? 'nowhere'}, and this went on from ${commit.from ?? 'nowhere'}.`;
  }
  if (commit.from !== null && commit.to !== null && commit.to < commit.from) {
    return `An evaluation goes forward: from ${commit.from} it cannot lead to ${commit.to}.`;
  }
  return null;
}
