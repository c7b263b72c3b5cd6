"""scikit-learn and JAX as peers in the training benchmark, on one thread, pinned to a core.

Reads one JSON object a line and answers each with {"ms": processor time of one unit}:
{"do": "load", "core", "steps", "models"}  pins itself, makes data and compiles (answers 0)
{"do": "sklearn-step"}     a step of MLPRegressor 32-64-8-32 at batch 32
{"do": "sklearn-many"}     the many autoencoders 24-16-4-24, 200 samples, 80 steps each, one after the other; a tenth of them, times ten
{"do": "sklearn-one"}      one sample through a fitted MLPRegressor
{"do": "jax-step"}         a step, compiled, a call each
{"do": "jax-scan"}         a step within a compiled lax.scan over all steps
{"do": "jax-vmap"}         the many autoencoders at once, vmap of lax.scan
"""

import json
import os
import sys
import time
import warnings

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"
warnings.filterwarnings("ignore")

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from sklearn.neural_network import MLPRegressor  # noqa: E402

BATCH = 32
RATE = 1e-3
random = np.random.default_rng(1)


def regressor(hidden, rows, steps):
    epochs = max(1, steps * BATCH // rows)
    return MLPRegressor(
        hidden_layer_sizes=hidden, batch_size=BATCH, max_iter=epochs, tol=0, n_iter_no_change=10**9, alpha=0, learning_rate_init=RATE
    )


def parameters(widths):
    pairs = list(zip(widths, widths[1:]))
    return [(jnp.array(random.normal(size=p) * 0.1, jnp.float32), jnp.zeros(p[1], jnp.float32)) for p in pairs]


def loss(p, x):
    h = x
    for i, (w, b) in enumerate(p):
        h = h @ w + b
        h = jax.nn.relu(h) if i < len(p) - 1 else h
    return jnp.mean((h - x) ** 2)


def step(carry, x):
    p, m, v, t = carry
    value, g = jax.value_and_grad(loss)(p, x)
    t = t + 1
    each = jax.tree_util.tree_map
    m = each(lambda m, g: 0.9 * m + 0.1 * g, m, g)
    v = each(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
    rate = RATE * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    p = each(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-8), p, m, v)
    return (p, m, v, t), value


def begin(p):
    zeros = jax.tree_util.tree_map(jnp.zeros_like, p)
    return p, zeros, zeros, jnp.float32(0)


@jax.jit
def one_step(carry, data, rows):
    return step(carry, data[rows])


@jax.jit
def scan(carry, data, order):
    return jax.lax.scan(lambda c, rows: step(c, data[rows]), carry, order)


many_scan = jax.jit(jax.vmap(scan, in_axes=(0, 0, None)))


class Peers:
    def __init__(self, steps, models):
        self.steps, self.models = steps, models
        self.x = random.normal(size=(100, 32)).astype(np.float32)
        self.order = jnp.array(random.integers(0, 100, (steps, BATCH)))
        self.rows = [jnp.array(rows) for rows in np.asarray(self.order)[:100]]
        self.data = jnp.array(self.x)
        self.carry = begin(parameters([32, 64, 8, 32]))
        self.many = random.normal(size=(models, 200, 24)).astype(np.float32)
        stacked = [parameters([24, 16, 4, 24]) for _ in range(models)]
        p = jax.tree_util.tree_map(lambda *ones: jnp.stack(ones), *stacked)
        zeros = jax.tree_util.tree_map(jnp.zeros_like, p)
        self.many_carry = (p, zeros, zeros, jnp.zeros(models, jnp.float32))
        self.many_data = jnp.array(self.many)
        self.many_order = jnp.array(random.integers(0, 200, (80, BATCH)))
        self.fitted = regressor((64, 8), 100, 100).fit(self.x, self.x)
        jax.block_until_ready(self.do_jax_scan())
        jax.block_until_ready(self.do_jax_vmap())
        self.do_jax_step()

    def do_sklearn_step(self):
        rows = self.steps * BATCH
        x = np.resize(self.x, (rows, 32))
        regressor((64, 8), rows, self.steps).fit(x, x)
        return self.steps

    def do_sklearn_many(self):
        share = max(1, self.models // 10)
        for x in self.many[:share]:
            regressor((16, 4), 192, 80).fit(x[:192], x[:192])
        return share / self.models * (13 * 6) / 80

    def do_sklearn_one(self):
        for _ in range(30):
            self.fitted.predict(self.x[:1])
        return 30

    def do_jax_step(self):
        carry = self.carry
        for rows in self.rows:
            carry, value = one_step(carry, self.data, rows)
        jax.block_until_ready(value)
        return 100

    def do_jax_scan(self):
        jax.block_until_ready(scan(self.carry, self.data, self.order))
        return self.steps

    def do_jax_vmap(self):
        jax.block_until_ready(many_scan(self.many_carry, self.many_data, self.many_order))
        return 1


peers = None
for line in sys.stdin:
    asked = json.loads(line)
    if asked["do"] == "load":
        if hasattr(os, "sched_setaffinity"):
            # Before JAX starts its threads, which inherit it.
            os.sched_setaffinity(0, {asked["core"]})
        peers = Peers(asked["steps"], asked["models"])
        print(json.dumps({"ms": 0}), flush=True)
        continue
    work = getattr(peers, "do_" + asked["do"].replace("-", "_"))
    started = time.process_time()
    units = work()
    print(json.dumps({"ms": (time.process_time() - started) * 1e3 / units}), flush=True)
