export const APP_ID = 'nightjar-ml-app';
export const DATASOURCE_ID = 'nightjar-ml-datasource';
export const PANEL_ID = 'nightjar-anomalies-panel';
export const MONITORS_PANEL_ID = 'nightjar-monitors-panel';
export const FORECAST_PANEL_ID = 'nightjar-forecast-panel';
export const ALERTS_PANEL_ID = 'nightjar-alerts-panel';
export const RECOMMENDATIONS_PANEL_ID = 'nightjar-recommendations-panel';
