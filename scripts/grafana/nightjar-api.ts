import type {
  DetectionRecord,
  FeedbackPreview,
  FeedbackState,
  MonitorList,
  MonitorRecord,
  MonitorSummary,
} from '../../backend/monitors/api-records.ts';
import type { MonitorSpecInput } from '../../backend/monitors/monitor-spec.ts';
import type { GrafanaClient } from './grafana-client.ts';
import { NAMES } from './resources.ts';

/** The engine's routes about monitors, through Grafana, as the test's datasource. */
export class NightjarApi {
  private readonly grafana: GrafanaClient;

  constructor(grafana: GrafanaClient) {
    this.grafana = grafana;
  }

  async monitors(): Promise<MonitorSummary[]> {
    return (await this.call<MonitorList>('GET', 'monitors')).monitors;
  }

  monitor(id: string): Promise<MonitorRecord> {
    return this.call('GET', `monitors/${id}`);
  }

  /** null where there is none of this name. */
  async named(name: string): Promise<MonitorSummary | null> {
    return (await this.monitors()).find((monitor) => monitor.name === name) ?? null;
  }

  create(spec: MonitorSpecInput): Promise<MonitorRecord> {
    return this.call('POST', 'monitors', { spec });
  }

  remove(id: string): Promise<unknown> {
    return this.call('DELETE', `monitors/${id}`);
  }

  /** Of the monitor, newest first. */
  async detections(monitor: string): Promise<DetectionRecord[]> {
    return (await this.call<{ detections: DetectionRecord[] }>('GET', `detections?monitor=${monitor}`)).detections;
  }

  feedback(monitor: string): Promise<FeedbackState> {
    return this.call('GET', `monitors/${monitor}/feedback`);
  }

  previewFeedback(monitor: string): Promise<FeedbackPreview> {
    return this.call('POST', `monitors/${monitor}/feedback/preview`, {});
  }

  call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.grafana.call<T>(method, RESOURCES + path, body);
  }
}

/** Path of the engine's routes within Grafana's API. */
export const RESOURCES = `/api/datasources/uid/${NAMES.datasource}/resources/api/v1/`;
