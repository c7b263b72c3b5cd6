"""Twelve series with ARIMA orders given, fitted and forecast by statsmodels: a list of them as JSON.

statsmodels starts what is differenced from a normal law of variance 1e6 around 0, not from a flat one; series are measured in the standard deviation of
their differences, and from their first value where they are differenced, so that the start is as good as flat. The likelihood is given for that unit.
"""

import json
import sys
import warnings

import numpy as np
import statsmodels.api as sm
from statsmodels.tsa.arima.model import ARIMA

warnings.filterwarnings("ignore")
HORIZON = 24


def simulate(seed, n, phi=(), theta=(), d=0, level=0.0):
    rng = np.random.default_rng(seed)
    errors = rng.standard_normal(n + 200)
    values = np.zeros(n + 200)
    for t in range(n + 200):
        values[t] = level + errors[t]
        values[t] += sum(c * values[t - 1 - i] for i, c in enumerate(phi) if t > i)
        values[t] += sum(c * errors[t - 1 - i] for i, c in enumerate(theta) if t > i)
    values = values[200:]
    for _ in range(d):
        values = np.cumsum(values)
    return values


def with_season(seed, n, period):
    rng = np.random.default_rng(seed)
    season = np.tile(3 * np.sin(2 * np.pi * np.arange(period) / period), n // period + 1)[:n]
    return 20 + season + np.cumsum(0.3 * rng.standard_normal(n)) + simulate(seed + 1, n, phi=(0.5,))


def cases():
    macro = sm.datasets.macrodata.load_pandas().data
    nile = sm.datasets.nile.load_pandas().data["volume"].to_numpy()
    spots = sm.datasets.sunspots.load_pandas().data["SUNACTIVITY"].to_numpy()
    co2 = sm.datasets.co2.load_pandas().data["co2"].interpolate().resample("MS").mean().to_numpy()
    nino = sm.datasets.elnino.load_pandas().data.to_numpy()[:, 1:].ravel()
    none = (0, 0, 0, 0)
    return [
        ("nile", "flow of the Nile, years", nile, (1, 0, 1), none, True),
        ("nile-differenced", "the same", nile, (1, 1, 1), none, False),
        ("sunspots", "sunspots, years", spots, (3, 0, 1), none, True),
        ("gdp", "100 log of GDP, quarters", 100 * np.log(macro["realgdp"].to_numpy()), (2, 1, 0), none, True),
        ("unemployment", "unemployment, quarters", macro["unemp"].to_numpy(), (2, 1, 0), none, False),
        ("prices", "100 log of prices, quarters", 100 * np.log(macro["cpi"].to_numpy()), (1, 2, 1), none, False),
        ("co2", "carbon dioxide, months", co2, (0, 1, 1), (0, 1, 1, 12), False),
        ("el-nino", "sea temperature, months", nino, (1, 0, 1), (0, 1, 1, 12), True),
        ("arma", "simulated", simulate(1, 400, phi=(0.6, -0.3), theta=(0.4, 0.3), level=2.0), (2, 0, 2), none, True),
        ("drift", "simulated", simulate(2, 300, phi=(0.5,), theta=(0.3,), d=1, level=0.1), (1, 1, 1), none, True),
        ("barely-invertible", "simulated", simulate(3, 250, theta=(-0.93,), d=1), (0, 1, 1), none, False),
        ("hours", "simulated, season of 24", with_season(4, 480, 24), (1, 0, 1), (1, 1, 1, 24), False),
    ]


def fit(values, order, seasonal, constant):
    differenced = order[1] + seasonal[1] > 0
    model = ARIMA(values, order=order, seasonal_order=seasonal, trend=("t" if differenced else "c") if constant else "n")
    found = model.fit(method_kwargs={"maxiter": 1000})
    # Its default search may end early or in a valley: once more from there, and from no memory at all.
    blank = np.where(np.asarray(model.param_names) == "sigma2", 1.0, 0.0)
    starts = [found.params, np.where(np.char.startswith(model.param_names, "const"), found.params, blank)]
    again = [model.fit(start_params=start, method_kwargs={"method": "bfgs", "maxiter": 1000, "disp": 0}) for start in starts]
    return max([found, *again], key=lambda one: one.llf)


def judge(name, about, raw, order, seasonal, constant):
    changes = raw
    for _ in range(order[1]):
        changes = np.diff(changes)
    for _ in range(seasonal[1]):
        changes = changes[seasonal[3] :] - changes[: -seasonal[3]]
    values = raw / changes.std()
    first = values[0] if order[1] + seasonal[1] > 0 else 0.0
    found = fit(values - first, order, seasonal, constant)
    ahead = found.get_forecast(HORIZON)
    return {
        "name": name,
        "about": about,
        "values": values.tolist(),
        "order": order,
        "seasonal": seasonal,
        "constant": constant,
        "logLikelihood": float(found.llf),
        "mean": (first + ahead.predicted_mean).tolist(),
        "errors": ahead.se_mean.tolist(),
    }


json.dump([judge(*case) for case in cases()], sys.stdout)
