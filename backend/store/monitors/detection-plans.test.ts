import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { OWNER, holderOf } from '../example-store.ts';
import { migrate } from '../migrate.ts';
import { NodeSqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import type { Tables } from '../tables.ts';
import type { DetectionFilter } from './detection-filter.ts';
import { DetectionRepository } from './detection-repository.ts';
import { foundBy } from './example-monitors.ts';

const MATCHER = { label: 'job', op: '=', value: 'node' } as const;
const OWNED = '(org_id=? AND datasource=?)';

/** How SQLite goes through the detections for a filter, statement by statement. */
async function plansOf(filter: Partial<DetectionFilter>): Promise<string[]> {
  const database = new DatabaseSync(':memory:');
  const asked: string[] = [];
  const db = new Kysely<Tables>({
    dialect: new NodeSqliteDialect(database),
    log: ({ query }) => void asked.push(query.sql),
  });
  await migrate(db, { bytes: 'blob' }, holderOf('first', 1), 0);
  database.exec('pragma foreign_keys = off');
  const repository = new DetectionRepository(db);
  const detection = foundBy({ id: 'm', version: 1, owner: OWNER }, 'known', 5);
  await db.transaction().execute((transaction) => repository.keep(transaction, OWNER, [detection]));
  asked.length = 0;
  await repository.list({ owner: OWNER, limit: 10, ...filter });
  const plans = asked.map((sql) =>
    database
      .prepare(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => String(detail))
  );
  await db.destroy();
  expect(plans.flat().filter((line) => /USE TEMP B-TREE|SCAN detections/.test(line))).toEqual([]);
  return plans.flat().filter((line) => /\bdetections\b/.test(line));
}

describe('an index gives the detections, in their order', () => {
  it('of an owner', async () => {
    expect(await plansOf({})).toEqual([`SEARCH detections USING INDEX detections_of_owner ${OWNED}`]);
    expect(await plansOf({ labels: [MATCHER] })).toEqual([
      `SEARCH detections USING INDEX detections_of_owner ${OWNED}`,
    ]);
  });

  it('of a range of time: from the earliest that reaches into it', async () => {
    expect(await plansOf({ from: 5, to: 9 })).toEqual([
      expect.stringContaining(
        'USING COVERING INDEX detections_of_owner_by_end (org_id=? AND datasource=? AND ended_at>?)'
      ),
      expect.stringContaining(
        'INDEX detections_of_owner (org_id=? AND datasource=? AND started_at>? AND started_at<?)'
      ),
    ]);
  });

  it('of the next page, without going through those before it', async () => {
    const pages = await plansOf({ before: 'known' });
    expect(pages[pages.length - 1]).toContain('detections_of_owner (org_id=? AND datasource=? AND started_at<?)');
  });

  it('that are open', async () => {
    expect(await plansOf({ open: true })).toEqual([`SEARCH detections USING INDEX detections_open ${OWNED}`]);
  });

  it('of a monitor', async () => {
    expect(await plansOf({ monitor: 'm' })).toEqual([
      'SEARCH detections USING INDEX detections_of_monitor (monitor=?)',
    ]);
  });
});
