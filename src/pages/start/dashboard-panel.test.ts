import { withQueryDefaults } from '../../../contract/query.ts';
import { newDashboard, withPanel } from './dashboard-panel.ts';

const { refId: _refId, ...query } = withQueryDefaults({ expr: 'up', output: 'scores' });
const panel = { title: 'Up', datasourceUid: 'nj', query };

describe('adding a panel to a dashboard', () => {
  it('puts it below everything else, with an id of its own', () => {
    const before = {
      title: 'Mine',
      panels: [
        { id: 3, gridPos: { x: 0, y: 0, w: 12, h: 8 } },
        { id: 4, gridPos: { x: 0, y: 8, w: 24, h: 1 }, panels: [{ id: 9, gridPos: { x: 0, y: 9, w: 24, h: 5 } }] },
      ],
    };
    const after = withPanel(before, panel);
    expect(after.panels).toHaveLength(3);
    expect(after.panels?.[2]).toMatchObject({ id: 10, title: 'Up', gridPos: { x: 0, y: 9, w: 24 } });
    expect(before.panels).toHaveLength(2);
  });

  it('asks for anomalies, whatever output the query had', () => {
    const [made] = withPanel({}, panel).panels ?? [];
    expect(made.type).toBe('nightjar-anomalies-panel');
    expect(made.targets).toEqual([
      { ...query, refId: 'A', output: 'anomalies', datasource: { type: 'nightjar-ml-datasource', uid: 'nj' } },
    ]);
  });

  it('keeps the time range for a new dashboard', () => {
    const made = newDashboard('New', panel, { from: 'now-2d', to: 'now' });
    expect(made).toMatchObject({ title: 'New', time: { from: 'now-2d', to: 'now' } });
    expect(made.panels?.[0].id).toBe(1);
  });
});
