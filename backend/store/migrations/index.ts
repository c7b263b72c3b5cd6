import { modelsAndFiles } from './001-models-and-files.ts';
import { monitors } from './002-monitors.ts';
import { forecasts } from './003-forecasts.ts';
import { alerts } from './004-alerts.ts';
import type { Migration } from './migration.ts';

/** All migrations in order; one that has shipped is never changed. */
export const MIGRATIONS: readonly Migration[] = [modelsAndFiles, monitors, forecasts, alerts];
