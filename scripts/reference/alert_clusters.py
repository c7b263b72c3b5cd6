"""Data sets for the clustering of alerts, what scikit-learn makes of them, and how much Nightjar's labels agree with that.

usage: alert_clusters.py make FOLDER    writes NAME.f32 (rows of float32) for each set, and NAME.init (first centres of k-means); takes alerts.f32 (ALERT_COLUMNS given as
                                        alerts.json) as one more set. Prints a JSON list: name, about, rows, columns, k, eps, minSamples, below, inertia.
       alert_clusters.py judge FOLDER   reads NAME.METHOD.labels (int32) and prints a JSON object: "NAME.METHOD" -> ari: the
                                        adjusted Rand index with scikit-learn's labels; clusters; itself: the least index of scikit-learn's own k-means between seeds;
                                        silhouette: of Nightjar's labels.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine, make_blobs, make_circles, make_moons
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

MIN_SAMPLES = 5


def iris(random):
    """Measures of flowers."""
    return load_iris().data + random.normal(scale=1e-3, size=(150, 4)), 3


def wine(random):
    """Analyses of wines."""
    return load_wine().data, 3


def breast_cancer(random):
    """Measures of tumours."""
    return load_breast_cancer().data, 2


def digits(random):
    """Pictures of handwritten digits."""
    return load_digits().data + random.normal(scale=1e-3, size=(1797, 64)), 10


def blobs(random):
    """Eight round groups."""
    return make_blobs(1000, centers=8, n_features=5, cluster_std=1.2, random_state=4)[0], 8


def varied(random):
    """Groups of different density."""
    return make_blobs(900, centers=3, cluster_std=[1.0, 2.5, 0.5], random_state=170)[0], 3


def anisotropic(random):
    """Groups drawn out into lengths."""
    return make_blobs(900, centers=3, random_state=170)[0] @ [[0.6, -0.6], [-0.4, 0.8]], 3


def moons(random):
    """Two crescents."""
    return make_moons(800, noise=0.05, random_state=1)[0], 2


def circles(random):
    """A ring in a ring."""
    return make_circles(800, factor=0.5, noise=0.05, random_state=1)[0], 2


SETS = [iris, wine, breast_cancer, digits, blobs, varied, anisotropic, moons, circles]
LINKAGES = ["average", "single", "complete"]


def make(folder):
    found = []
    sets = [(one.__name__.replace("_", "-"), one.__doc__, *one(np.random.default_rng(n))) for n, one in enumerate(SETS)]
    alerts = json.loads((folder / "alerts.json").read_text())
    rows = np.fromfile(folder / "alerts.f32", np.float32).reshape(-1, alerts["columns"])
    sets.append(("alerts", alerts["about"], rows, alerts["k"]))
    for number, (name, about, rows, k) in enumerate(sets):
        if name != "alerts":
            rows = StandardScaler().fit_transform(rows)
        rows = np.ascontiguousarray(rows, np.float32)
        rows.tofile(folder / f"{name}.f32")
        wide = rows.astype(np.float64)
        fifth = NearestNeighbors(n_neighbors=MIN_SAMPLES).fit(wide).kneighbors(wide)[0][:, -1]
        first = rows[np.random.default_rng(number).choice(len(rows), k, replace=False)]
        first.tofile(folder / f"{name}.init")
        tree = AgglomerativeClustering(k, linkage="average", compute_distances=True).fit(wide)
        heights = np.sort(tree.distances_)
        own = KMeans(k, n_init=10, random_state=0).fit(wide)
        found.append(
            {
                "name": name,
                "about": about.strip(),
                "rows": rows.shape[0],
                "columns": rows.shape[1],
                "k": k,
                "eps": float(np.median(fifth) * 1.25),
                "minSamples": MIN_SAMPLES,
                # Halfway between two merges, so that no rounding decides.
                "below": float((heights[-k - 3] + heights[-k - 4]) / 2),
                "inertia": float(own.inertia_),
            }
        )
    (folder / "sets.json").write_text(json.dumps(found))
    return found


def reference(folder, one):
    """Labels of scikit-learn by method."""
    rows = np.fromfile(folder / f"{one['name']}.f32", np.float32).reshape(one["rows"], one["columns"])
    first = np.fromfile(folder / f"{one['name']}.init", np.float32).reshape(one["k"], one["columns"])
    wide = rows.astype(np.float64)
    yield "dbscan", DBSCAN(eps=one["eps"], min_samples=one["minSamples"]).fit(wide).labels_
    for linkage in LINKAGES:
        yield linkage, AgglomerativeClustering(one["k"], linkage=linkage).fit(wide).labels_
    cut = AgglomerativeClustering(None, distance_threshold=one["below"], linkage="average")
    yield "average-below", cut.fit(wide).labels_
    yield "kmeans", KMeans(one["k"], init=first, n_init=1, algorithm="lloyd").fit(rows).labels_
    yield "kmeans-own", KMeans(one["k"], n_init=10, random_state=0).fit(wide).labels_


def judge(folder):
    found = {}
    for one in json.loads((folder / "sets.json").read_text()):
        for method, labels in reference(folder, one):
            own = np.fromfile(folder / f"{one['name']}.{method}.labels", np.int32)
            name = f"{one['name']}.{method}"
            found[name] = {"ari": adjusted_rand_score(labels, own), "clusters": len(set(labels.tolist()) - {-1})}
            if method == "dbscan":
                # Noise is a cluster to the index: it has to be the same things too.
                found[name]["noise"] = int(np.sum(labels == -1))
                found[name]["otherNoise"] = int(np.sum((labels == -1) != (own == -1)))
            if method == "kmeans-own":
                rows = np.fromfile(folder / f"{one['name']}.f32", np.float32).reshape(one["rows"], one["columns"]).astype(np.float64)
                others = [KMeans(one["k"], n_init=10, random_state=seed).fit(rows).labels_ for seed in range(1, 11)]
                found[name]["itself"] = min(adjusted_rand_score(labels, other) for other in others)
                found[name]["silhouette"] = float(silhouette_score(rows, own))
    return found


json.dump({"make": make, "judge": judge}[sys.argv[1]](Path(sys.argv[2])), sys.stdout)
