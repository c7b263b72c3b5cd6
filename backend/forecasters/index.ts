import { arima } from './arima/arima.ts';
import { auto } from './auto/auto.ts';
import { ets } from './ets/ets.ts';
import type { Forecaster } from './forecaster.ts';
import { mstl } from './mstl/mstl.ts';
import { network } from './network/network.ts';
import { ridge } from './ridge/ridge.ts';
import { robust } from './robust/robust.ts';
import { seasonalNaive } from './seasonal-naive/seasonal-naive.ts';

/** Every forecaster Nightjar has, in the order people see them: adding one is a folder and a line here. */
export const FORECASTERS: readonly Forecaster[] = [
  auto,
  seasonalNaive,
  ets,
  mstl,
  ridge,
  robust,
  arima,
  network,
] as readonly Forecaster[];
