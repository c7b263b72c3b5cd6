import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

type Write = (task: (transaction: Transaction<Tables>) => Promise<void>) => Promise<void>;

/** Rows of one transaction. */
const AT_ONCE = 200;
const DAY = 86_400_000;

/**
 * Forgets incidents that were resolved before, with their timelines and alerts, alerts of none that ended before, and what was counted, planned or changed
 * before; gives the number of alerts and incidents that went. What fires or is not resolved stays, and so does what people set.
 */
export async function forgetOldAlerts(db: Kysely<Tables>, before: number, write: Write): Promise<number> {
  const incidents = await forgetIncidents(db, before, write, async () => false);
  const alerts = await forgetAlerts(db, before, write, async () => false);
  await write(async (on) => {
    await on.deleteFrom('alert_counts').where('at', '<', before).execute();
    await on.deleteFrom('maintenance_windows').where('ends_at', '<', before).execute();
    await on.deleteFrom('service_changes').where('at', '<', before).execute();
  });
  return incidents + alerts;
}

/** Forgets the oldest alerts of no live incident, then resolved incidents, but for the newest day, until `enough`; gives the number that went. */
export async function trimAlerts(
  db: Kysely<Tables>,
  now: number,
  write: Write,
  enough: () => Promise<boolean>
): Promise<number> {
  return (await forgetAlerts(db, now - DAY, write, enough)) + (await forgetIncidents(db, now - DAY, write, enough));
}

async function forgetIncidents(
  db: Kysely<Tables>,
  before: number,
  write: Write,
  enough: () => Promise<boolean>
): Promise<number> {
  let gone = 0;
  while (!(await enough())) {
    const rows = await db
      .selectFrom('incidents')
      .select('id')
      .where(({ eb, or, and }) =>
        or([
          and([eb('resolved', '=', 1), eb('resolved_at', '<', before), eb('firing', '=', 0)]),
          and([eb('merged_into', 'is not', null), eb('last_alert_at', '<', before)]),
        ])
      )
      .orderBy('last_alert_at')
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) {
      break;
    }
    const ids = rows.map(({ id }) => id);
    await write(async (on) => {
      await on.deleteFrom('alerts').where('incident', 'in', ids).execute();
      await on.deleteFrom('incidents').where('id', 'in', ids).execute();
    });
    gone += ids.length;
  }
  return gone;
}

async function forgetAlerts(
  db: Kysely<Tables>,
  before: number,
  write: Write,
  enough: () => Promise<boolean>
): Promise<number> {
  let gone = 0;
  while (!(await enough())) {
    const rows = await db
      .selectFrom('alerts')
      .select(['org_id', 'datasource', 'id'])
      .where('last_at', '<', before)
      .where('ended_at', 'is not', null)
      .where(({ eb, or, not, exists, selectFrom }) =>
        or([
          eb('incident', 'is', null),
          not(
            exists(
              selectFrom('incidents')
                .select('incidents.id')
                .whereRef('incidents.id', '=', 'alerts.incident')
                .where('incidents.resolved', '=', 0)
            )
          ),
        ])
      )
      .orderBy('last_at')
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) {
      break;
    }
    await write(async (on) => {
      for (const { org_id, datasource, id } of rows) {
        await on
          .deleteFrom('alerts')
          .where('org_id', '=', org_id)
          .where('datasource', '=', datasource)
          .where('id', '=', id)
          .execute();
      }
    });
    gone += rows.length;
  }
  return gone;
}
