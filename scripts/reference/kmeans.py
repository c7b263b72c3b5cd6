"""Data sets for k-means, and what scikit-learn's KMeans makes of them.

usage: kmeans.py FOLDER

Writes NAME.f32 (rows of float32), NAME.init (first centres), NAME.centres (float32) and NAME.labels (int32) into FOLDER and prints one JSON list: name, about, rows,
columns, k, rounds, inertia, seeded (mean inertia of 20 runs from k-means++ seeds).
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_breast_cancer, load_digits, load_wine, make_blobs
from sklearn.preprocessing import StandardScaler


def breast_cancer(random):
    """Measures of tumours."""
    return load_breast_cancer().data


def digits(random):
    """Pictures of handwritten digits."""
    return load_digits().data + random.normal(scale=1e-3, size=(1797, 64))


def wine(random):
    """Analyses of wines."""
    return load_wine().data


def blobs(random):
    """Twelve round groups that touch."""
    return make_blobs(5000, centers=12, n_features=6, cluster_std=2.5, random_state=1)[0]


def shapeless(random):
    """No groups at all."""
    return random.normal(size=(10000, 5))


def far_off(random):
    """Groups far from zero."""
    return 1e4 + 3 * load_wine().data[:, :4] + random.normal(size=(178, 4))


def main():
    folder = Path(sys.argv[1])
    results = []
    for number, (make, k) in enumerate([(breast_cancer, 4), (digits, 10), (wine, 3), (blobs, 12), (shapeless, 16), (far_off, 5)]):
        random = np.random.default_rng(number)
        rows = make(random)
        if make is not far_off:
            rows = StandardScaler().fit_transform(rows)
        rows = rows.astype(np.float32)
        first = rows[random.choice(len(rows), k, replace=False)]
        fitted = KMeans(k, init=first, n_init=1, algorithm="lloyd").fit(rows)
        seeded = [KMeans(k, init="k-means++", n_init=1, random_state=seed).fit(rows).inertia_ for seed in range(20)]
        name = make.__name__.replace("_", "-")
        rows.tofile(folder / f"{name}.f32")
        first.astype(np.float32).tofile(folder / f"{name}.init")
        fitted.cluster_centers_.astype(np.float32).tofile(folder / f"{name}.centres")
        fitted.labels_.astype(np.int32).tofile(folder / f"{name}.labels")
        results.append(
            {
                "name": name,
                "about": make.__doc__.strip(),
                "rows": rows.shape[0],
                "columns": rows.shape[1],
                "k": k,
                "rounds": int(fitted.n_iter_),
                "inertia": float(fitted.inertia_),
                "seeded": float(np.mean(seeded)),
            }
        )
    json.dump(results, sys.stdout)


main()
