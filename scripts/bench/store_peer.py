"""Keeps the rows of evaluations with Python's own sqlite3, as plainly as can be: the floor of what a transaction costs.

A task a line: {"folder", "round", "monitors", "batch", "bytes"}; a line back: {"ms"}, processor time.
"""

import json
import os
import sqlite3
import sys
import time

databases = {}


def opened(folder):
    if folder not in databases:
        db = sqlite3.connect(os.path.join(folder, "peer.db"), isolation_level=None)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        db.execute("create table states (monitor text primary key, evaluated_to integer, status text)")
        db.execute(
            "create table results (monitor text, ended_at integer, started_at integer, points integer, bytes blob,"
            " primary key (monitor, ended_at))"
        )
        db.execute("create table detections (id text primary key, monitor text, started_at integer, detail text)")
        databases[folder] = db
    return databases[folder]


def keep(task):
    db = opened(task["folder"])
    at = task["round"]
    payloads = [os.urandom(task["bytes"]) for _ in range(task["monitors"])]
    started = time.process_time()
    for first in range(0, task["monitors"], task["batch"]):
        db.execute("begin immediate")
        for index in range(first, min(first + task["batch"], task["monitors"])):
            monitor = f"{index:016x}"
            db.execute("select evaluated_to from states where monitor = ?", (monitor,)).fetchone()
            db.execute(
                "insert into states values (?, ?, ?) on conflict (monitor) do update set"
                " evaluated_to = excluded.evaluated_to, status = excluded.status",
                (monitor, at, '{"state":"ok"}'),
            )
            db.execute("insert into results values (?, ?, ?, ?, ?)", (monitor, at, at, 10, payloads[index]))
            if index % 50 == 0:
                db.execute("insert into detections values (?, ?, ?, ?)", (f"{monitor}-{at}", monitor, at, "{}"))
        db.execute("commit")
    return (time.process_time() - started) * 1000


for line in sys.stdin:
    print(json.dumps({"ms": keep(json.loads(line))}), flush=True)
