import type { Clusterer } from './clusterer.ts';
import { auto } from './auto/auto.ts';
import { dbscan } from './dbscan/dbscan.ts';
import { hierarchical } from './hierarchical/hierarchical.ts';
import { kmeans } from './kmeans/kmeans.ts';
import { simple } from './simple/simple.ts';

/** Every way to put alerts together. To add one: write its folder, then one line here. */
export const CLUSTERERS: readonly Clusterer[] = [auto, dbscan, kmeans, hierarchical, simple];
