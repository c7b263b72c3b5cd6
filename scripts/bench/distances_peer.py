"""scikit-learn's LocalOutlierFactor and NearestNeighbors as peers in benchmarks: processor time.

Tasks (answer_tasks.py):
{"do": "load", "file", "rows", "columns"}                a float32 file to work on
{"do": "neighbours" or "factors", "k", "repeat": n}      distances to the k nearest of all rows, or their outlier factors, n times
"""

import numpy as np
from answer_tasks import answer_tasks
from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors

data = None


def load(file, rows, columns):
    global data
    data = np.fromfile(file, np.float32).reshape(rows, columns)


def neighbours(k):
    NearestNeighbors(n_neighbors=k).fit(data).kneighbors()


def factors(k):
    LocalOutlierFactor(n_neighbors=k).fit(data)


answer_tasks({"load": load, "neighbours": neighbours, "factors": factors})
