import { changeAlertOptionsRoute, getAlertOptionsRoute } from './alert-options/alert-options-routes.ts';
import { listAlertsRoute, noiseRoute } from './alerts/alerts-routes.ts';
import { alertmanagerWebhookRoute, grafanaWebhookRoute, takeAlertsRoute } from './alerts/intake-routes.ts';
import { auditRoute } from './audit/audit-route.ts';
import { cancelBacktestRoute, getBacktestRoute, startBacktestRoute } from './backtests/backtests-routes.ts';
import { listCalendarsRoute, putCalendarRoute, removeCalendarRoute } from './calendars/calendars-routes.ts';
import { detectionCellsRoute } from './detections/cells-route.ts';
import {
  getDetectionRoute,
  giveVerdictRoute,
  listDetectionsRoute,
  withdrawVerdictRoute,
} from './detections/detections-routes.ts';
import {
  addExclusionRoute,
  listExclusionsRoute,
  removeExclusionRoute,
  switchExclusionRoute,
} from './exclusions/exclusions-routes.ts';
import {
  applyFeedbackRoute,
  feedbackRoute,
  previewFeedbackRoute,
  takeBackFeedbackRoute,
} from './feedback/feedback-routes.ts';
import { checkMonitorsRoute, monitorSchemaRoute, monitorYamlRoute } from './monitors/code-routes.ts';
import { incidentDeedRoutes } from './incidents/deeds-routes.ts';
import {
  exportIncidentRoute,
  getIncidentRoute,
  listClustersRoute,
  listIncidentsRoute,
} from './incidents/incidents-routes.ts';
import { addMaintenanceRoute, listMaintenanceRoute, removeMaintenanceRoute } from './maintenance/maintenance-routes.ts';
import { monitorForecastsRoute, watchedForecastsRoute } from './monitors/forecasts-routes.ts';
import {
  changeMonitorRoute,
  createMonitorRoute,
  getMonitorRoute,
  listMonitorsRoute,
  monitorVersionsRoute,
  pauseMonitorRoute,
  presetsRoute,
  removeMonitorRoute,
  restoreMonitorRoute,
  resumeMonitorRoute,
} from './monitors/monitors-routes.ts';
import {
  addSuppressionRoute,
  listSuppressionsRoute,
  removeSuppressionRoute,
} from './suppressions/suppressions-routes.ts';
import { anomaliesRoute } from './anomalies/anomalies-route.ts';
import { callerRoute } from './caller/caller-route.ts';
import { detectorsRoute } from './detectors/detectors-route.ts';
import { forecastersRoute } from './forecasters/forecasters-route.ts';
import { forecastsRoute, predictionsRoute } from './forecasts/forecasts-routes.ts';
import { healthRoute } from './health/health-route.ts';
import { addModelRoute, getModelRoute, listModelsRoute, removeModelRoute } from './models/models-routes.ts';
import { openapiRoute } from './openapi/openapi-route.ts';
import { flagsRoute, labelsRoute, labelValuesRoute, metadataRoute, seriesRoute } from './prometheus/metadata-routes.ts';
import { getConfigRoute, putConfigRoute } from './components/components-routes.ts';
import {
  acceptRecommendationRoute,
  analyseRoute,
  dismissRecommendationRoute,
  doneRecommendationRoute,
  getRecommendationRoute,
  listRecommendationsRoute,
  reopenRecommendationRoute,
  snoozeRecommendationRoute,
} from './recommendations/recommendations-routes.ts';
import { systemHealthRoute } from './system-health/system-health-route.ts';
import { queryRoute } from './query/query-route.ts';
import type { Route } from './route.ts';

/** Every route; adding one is a folder and a line here. */
export const ROUTES: readonly Route[] = [
  healthRoute,
  callerRoute,
  detectorsRoute,
  queryRoute,
  anomaliesRoute,
  forecastersRoute,
  forecastsRoute,
  predictionsRoute,
  listModelsRoute,
  addModelRoute,
  getModelRoute,
  removeModelRoute,
  labelsRoute,
  labelValuesRoute,
  seriesRoute,
  metadataRoute,
  flagsRoute,
  listMonitorsRoute,
  createMonitorRoute,
  // Before those with an id in their path, which would take these names for one.
  presetsRoute,
  monitorSchemaRoute,
  checkMonitorsRoute,
  getMonitorRoute,
  changeMonitorRoute,
  removeMonitorRoute,
  pauseMonitorRoute,
  resumeMonitorRoute,
  restoreMonitorRoute,
  monitorVersionsRoute,
  monitorYamlRoute,
  monitorForecastsRoute,
  watchedForecastsRoute,
  feedbackRoute,
  previewFeedbackRoute,
  applyFeedbackRoute,
  takeBackFeedbackRoute,
  listExclusionsRoute,
  addExclusionRoute,
  switchExclusionRoute,
  removeExclusionRoute,
  listDetectionsRoute,
  detectionCellsRoute,
  getDetectionRoute,
  giveVerdictRoute,
  withdrawVerdictRoute,
  listSuppressionsRoute,
  addSuppressionRoute,
  removeSuppressionRoute,
  listCalendarsRoute,
  putCalendarRoute,
  removeCalendarRoute,
  startBacktestRoute,
  getBacktestRoute,
  cancelBacktestRoute,
  systemHealthRoute,
  listRecommendationsRoute,
  analyseRoute,
  getRecommendationRoute,
  acceptRecommendationRoute,
  dismissRecommendationRoute,
  snoozeRecommendationRoute,
  doneRecommendationRoute,
  reopenRecommendationRoute,
  getConfigRoute,
  putConfigRoute,
  auditRoute,
  alertmanagerWebhookRoute,
  grafanaWebhookRoute,
  takeAlertsRoute,
  listAlertsRoute,
  noiseRoute,
  listIncidentsRoute,
  getIncidentRoute,
  exportIncidentRoute,
  ...incidentDeedRoutes,
  listClustersRoute,
  listMaintenanceRoute,
  addMaintenanceRoute,
  removeMaintenanceRoute,
  getAlertOptionsRoute,
  changeAlertOptionsRoute,
  openapiRoute,
];
