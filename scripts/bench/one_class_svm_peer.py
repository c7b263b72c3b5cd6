"""scikit-learn's OneClassSVM as a peer in benchmarks: time by the clock.

Tasks (answer_tasks.py):
{"do": "load", "file", "rows", "columns"}   the first rows of a float32 file to work on
{"do": "fit", "nu", "tolerance"}            fits them with gamma='scale' and keeps the model
{"do": "score", "rows": n, "repeat": k}     scores the first n rows, k times
"""

import time

import numpy as np
from answer_tasks import answer_tasks
from sklearn.svm import OneClassSVM

data = model = None


def load(file, rows, columns):
    global data
    data = np.fromfile(file, np.float32, count=rows * columns).reshape(rows, -1)


def fit(nu, tolerance):
    global model
    model = OneClassSVM(nu=nu, gamma="scale", tol=tolerance).fit(data)


def score(rows):
    model.score_samples(data[:rows])


answer_tasks({"load": load, "fit": fit, "score": score}, time.perf_counter)
