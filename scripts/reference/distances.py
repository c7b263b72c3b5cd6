"""Data sets for nearest neighbours and the local outlier factor, and what scikit-learn finds on them.

usage: distances.py FOLDER NEIGHBOURS

Writes NAME.f32 (rows of float32) and NAME-new.f32 (rows that were not fitted on), and as float64 NAME.distance and NAME-new.distance (distances to the
neighbours, one row a point), NAME.factor (LocalOutlierFactor of the rows) and NAME-new.factor (with novelty=True, of the new ones) into FOLDER; prints
one JSON list: name, about, rows, columns.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors

NEW = 200


def small(random):
    """60 normal points"""
    return random.normal(size=(60 + NEW, 4))


def blobs(random):
    """normal clusters of different spread"""
    return clusters(random, 500, 12)


def large(random):
    """the same, ten thousand points"""
    return clusters(random, 10_000, 10)


def plane(random):
    """clusters in two columns, searched by the k-d tree"""
    return clusters(random, 3000, 2)


def duplicates(random):
    """points that are there 40 times among others: densities of almost 1e10"""
    return random.permutation(np.vstack([np.repeat(random.normal(size=(20, 6)), 40, axis=0), clusters(random, 400, 6)]))


def distant(random):
    """clusters a thousand off the origin, a point a million off those"""
    rows = clusters(random, 1500, 8) + 1e3
    rows[7] += 1e6
    return rows


def clusters(random, count, columns):
    of = random.integers(0, 5, count + NEW)
    spread = random.uniform(0.2, 2, 5)[of, None]
    return random.normal(size=(5, columns))[of] * 5 + random.normal(size=(count + NEW, columns)) * spread


def main():
    folder, neighbours = Path(sys.argv[1]), int(sys.argv[2])
    results = []
    for number, make in enumerate([small, blobs, large, plane, duplicates, distant]):
        made = make(np.random.default_rng(number)).astype(np.float32)
        rows, new = made[:-NEW], made[-NEW:]
        name = make.__name__
        rows.tofile(folder / f"{name}.f32")
        new.tofile(folder / f"{name}-new.f32")
        # In float64 by a tree: scikit-learn's brute force loses digits just as a Gemm in float32 does.
        exact = {"n_neighbors": neighbours, "algorithm": "kd_tree"}
        rows, new = rows.astype(np.float64), new.astype(np.float64)
        search = NearestNeighbors(**exact).fit(rows)
        search.kneighbors()[0].tofile(folder / f"{name}.distance")
        search.kneighbors(new)[0].tofile(folder / f"{name}-new.distance")
        (-LocalOutlierFactor(**exact).fit(rows).negative_outlier_factor_).tofile(folder / f"{name}.factor")
        (-LocalOutlierFactor(novelty=True, **exact).fit(rows).score_samples(new)).tofile(folder / f"{name}-new.factor")
        results.append({"name": name, "about": make.__doc__, "rows": rows.shape[0], "columns": rows.shape[1]})
    json.dump(results, sys.stdout)


main()
