"""Forecasts of M4 series by a peer: python peers.py TRAIN.csv HORIZON SEASON PEER STRIDE prints one JSON list of {index, mean, lower, upper, ms}."""

import csv
import json
import sys
import time
import warnings

import numpy as np

LEVEL = 95


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [np.array([float(x) for x in row[1:] if x not in ("", "NA")]) for row in rows if row]


def statsforecast(make):
    def run(values, horizon):
        out = make().forecast(y=values, h=horizon, level=[LEVEL])
        return out["mean"], out[f"lo-{LEVEL}"], out[f"hi-{LEVEL}"]

    return run


def statsmodels_ets(season):
    import pandas
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    def run(values, horizon):
        seasonal = {"seasonal": "add", "seasonal_periods": season} if season > 1 else {}
        # Its intervals want an index, which arrays lack.
        series = pandas.Series(values)
        fit = ETSModel(series, error="add", trend="add", damped_trend=True, **seasonal).fit(disp=False)
        said = fit.get_prediction(start=len(values), end=len(values) + horizon - 1).summary_frame(alpha=1 - LEVEL / 100)
        return said["mean"].to_numpy(), said["pi_lower"].to_numpy(), said["pi_upper"].to_numpy()

    return run


def peer(name, season):
    if name == "statsmodels ETS":
        return statsmodels_ets(season)
    from statsforecast.models import MSTL, AutoARIMA, AutoETS

    if name == "AutoARIMA":
        return statsforecast(lambda: AutoARIMA(season_length=season))
    if name == "AutoETS":
        return statsforecast(lambda: AutoETS(season_length=season))
    return statsforecast(lambda: MSTL(season_length=[24, 168] if season == 24 else [52], trend_forecaster=AutoETS(model="ZZN")))


def main():
    path, horizon, season, name, stride = sys.argv[1:]
    warnings.simplefilter("ignore")
    series = read(path)
    run = peer(name, int(season))
    rows = []
    for index in range(0, len(series), int(stride)):
        values = series[index]
        if name == "MSTL" and season == "1" and len(values) < 2 * 52:
            continue
        started = time.process_time()
        mean, lower, upper = run(values, int(horizon))
        ms = 1000 * (time.process_time() - started)
        rows.append({"index": index, "mean": list(map(float, mean)), "lower": list(map(float, lower)), "upper": list(map(float, upper)), "ms": ms})
    json.dump(rows, sys.stdout)


main()
