"""Orders that statsforecast's AutoARIMA finds: a JSON file of {values, period} in, a list as JSON out."""

import json
import sys
import time
import warnings

import numpy as np
from statsforecast.arima import auto_arima_f

warnings.filterwarnings("ignore")


def named(coefficients, prefix):
    return [float(coefficients[f"{prefix}{i + 1}"]) for i in range(sum(key.rstrip("0123456789") == prefix for key in coefficients))]


def orders(values, period):
    series = np.array(values)
    began = time.process_time()
    found = auto_arima_f(series, period=period)
    ms = 1000 * (time.process_time() - began)
    p, q, P, Q, _, d, D = found["arma"]
    coefficients = found["coef"]
    return {
        "order": {"p": p, "d": d, "q": q, "P": P, "D": D, "Q": Q, "period": period, "constant": bool({"drift", "intercept"} & set(coefficients))},
        "coefficients": [value for prefix in ("ar", "ma", "sar", "sma") for value in named(coefficients, prefix)],
        "aicc": float(found["aicc"]),
        "ms": ms,
    }


with open(sys.argv[1]) as file:
    cases = json.load(file)
# What is compiled on the first call is no part of the time of another.
orders(np.random.default_rng(1).standard_normal(100).cumsum().tolist(), 4)
json.dump([orders(**case) for case in cases], sys.stdout)
