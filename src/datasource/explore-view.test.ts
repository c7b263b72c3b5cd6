import { createDataFrame, FieldType } from '@grafana/data';
import { forExplore } from './explore-view.ts';

const frame = (...names: string[]) =>
  createDataFrame({
    meta: { notices: [{ severity: 'info', text: 'kept' }] },
    fields: names.map((name) => ({ name, type: name === 'time' ? FieldType.time : FieldType.number, values: [1] })),
  });

const metaOf = (...names: string[]) => forExplore({ data: [frame(...names)] }).data[0].meta;

describe('what Explore shows', () => {
  it('is the panel for anomalies and a graph for bands', () => {
    expect(metaOf('time', 'value', 'expected', 'lower', 'upper', 'score', 'anomaly')).toMatchObject({
      preferredVisualisationPluginId: 'nightjar-anomalies-panel',
      notices: [{ text: 'kept' }],
    });
    expect(metaOf('time', 'value', 'expected', 'lower', 'upper')).toMatchObject({
      preferredVisualisationType: 'graph',
    });
  });

  it('is the panel of forecasts for lines beyond now', () => {
    expect(metaOf('time', 'value', 'mean', 'lower', 'upper')).toMatchObject({
      preferredVisualisationPluginId: 'nightjar-forecast-panel',
    });
  });

  it('is the panel of incidents for their table, and left to Explore for other forms', () => {
    const viewOf = (shape: string) =>
      forExplore({ data: [{ ...frame('time'), meta: { custom: { nightjarAlerts: { output: 'incidents', shape } } } }] })
        .data[0].meta;
    expect(viewOf('table')).toMatchObject({ preferredVisualisationPluginId: 'nightjar-alerts-panel' });
    expect(viewOf('series')).not.toHaveProperty('preferredVisualisationPluginId');
  });

  it('is left to Explore for scores and intervals', () => {
    expect(Object.keys(metaOf('time', 'score'))).toEqual(['notices']);
    expect(Object.keys(metaOf('time', 'timeEnd', 'score'))).toEqual(['notices']);
  });
});
