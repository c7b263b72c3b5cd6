import { capacityPlanning, errorProbability } from './limits.ts';
import { performanceTrend } from './performance-trend.ts';
import type { Predictor } from './prediction-input.ts';
import { anomalyRisk } from './risk/anomaly-risk.ts';
import { performanceForecast, resourceUsage } from './values.ts';

/** The six predictions, in the order people see them. */
export const PREDICTORS: readonly Predictor[] = [
  performanceForecast,
  resourceUsage,
  errorProbability,
  capacityPlanning,
  performanceTrend,
  anomalyRisk,
];
