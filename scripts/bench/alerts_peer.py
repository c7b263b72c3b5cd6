"""scikit-learn as a peer in the clustering of alerts, on one thread, pinned to a core: processor time.

Tasks (answer_tasks.py):
{"do": "load", "core", "folder", "rows", "columns", "k", "eps", "ks", "window"}  pins itself, reads rows.f32 with the first centres behind them, and alerts.json
{"do": "dbscan" | "hierarchical" | "kmeans" | "silhouette", "repeat"}          clusters the rows
{"do": "by-dbscan" | "by-hierarchical" | "by-kmeans", "repeat"}                alerts as records to labels: dictionaries and texts by TF-IDF, times, then the same
"""

import json
import os
from pathlib import Path

import numpy as np
from answer_tasks import answer_tasks
from scipy.sparse import csr_matrix, hstack
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
from sklearn.metrics import silhouette_score

state = {}
SHARES = {"labels": 0.45, "text": 0.25, "time": 0.3}


def load(core, folder, rows, columns, k, eps, ks, window):
    os.sched_setaffinity(0, {core})
    numbers = np.fromfile(Path(folder) / "rows.f32", np.float32).reshape(-1, columns)
    state.update(rows=numbers[:rows].copy(), first=numbers[rows:].copy(), k=k, eps=eps, ks=ks, window=window)
    state["alerts"] = json.loads((Path(folder) / "alerts.json").read_text())


def dbscan():
    return DBSCAN(eps=state["eps"], min_samples=3).fit(state["rows"]).labels_


def hierarchical():
    return AgglomerativeClustering(state["k"], linkage="average").fit(state["rows"]).labels_


def kmeans():
    return KMeans(state["k"], init=state["first"], n_init=1, algorithm="lloyd").fit(state["rows"]).labels_


def silhouette(rows):
    scores = {k: silhouette_score(rows, KMeans(k, n_init=2, algorithm="lloyd", random_state=1).fit(rows).labels_) for k in state["ks"]}
    return KMeans(max(scores, key=scores.get), n_init=10, algorithm="lloyd", random_state=1).fit(rows).labels_


def points():
    alerts = state["alerts"]
    labels = TfidfTransformer().fit_transform(DictVectorizer().fit_transform([one["labels"] for one in alerts]))
    words = TfidfVectorizer(sublinear_tf=True).fit_transform([one["text"] for one in alerts])
    times = np.array([[one["start"]] for one in alerts]) / state["window"]
    parts = [np.sqrt(SHARES["labels"]) * labels, np.sqrt(SHARES["text"]) * words, csr_matrix(np.sqrt(2 * SHARES["time"]) * times)]
    return hstack(parts).toarray().astype(np.float32)


def by_dbscan():
    return DBSCAN(eps=state["eps"], min_samples=3).fit(points()).labels_


def by_hierarchical():
    cut = AgglomerativeClustering(None, distance_threshold=state["eps"] ** 2, linkage="average", metric="sqeuclidean")
    return cut.fit(points()).labels_


def by_kmeans():
    return silhouette(points())


answer_tasks(
    {
        "load": load,
        "dbscan": dbscan,
        "hierarchical": hierarchical,
        "kmeans": kmeans,
        "silhouette": lambda: silhouette(state["rows"]),
        "by-dbscan": by_dbscan,
        "by-hierarchical": by_hierarchical,
        "by-kmeans": by_kmeans,
    }
)
