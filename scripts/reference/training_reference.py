"""Repeats Nightjar's trainings in JAX, with losses, gradients and optimisers of its own, and judges their graphs by onnx.checker.

usage: training_reference.py FOLDER

Reads FOLDER/cases.json (written by training-cases.ts) and prints one JSON list: name, problem (null, or why the graph is refused), and the largest
differences of the trained parameters and of the losses, with the largest move of a parameter to compare with.
"""

import json
import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import onnx


def dense(p, name, x):
    return x @ p[f"{name}.weight"] + p[f"{name}.bias"]


def layers(p, prefix, x, activation):
    count = sum(1 for name in p if name.startswith(prefix) and name.endswith(".weight"))
    for i in range(count):
        x = dense(p, f"{prefix}{i}", x)
        x = activation(x) if i < count - 1 else x
    return x


def autoencoder(p, batch, more):
    return jnp.mean((layers(p, "layer", batch["x"], jax.nn.relu) - batch["x"]) ** 2)


def variational_autoencoder(p, batch, more):
    hidden = jax.nn.relu(dense(p, "encoder", batch["x"]))
    mean, log_variance = dense(p, "mean", hidden), dense(p, "spread", hidden)
    sample = mean + jnp.exp(log_variance / 2) * batch["noise"]
    output = dense(p, "output", jax.nn.relu(dense(p, "decoder", sample)))
    divergence = 0.5 * jnp.sum(mean**2 + jnp.exp(log_variance) - 1 - log_variance, axis=-1).mean()
    return jnp.mean((output - batch["x"]) ** 2) + more["divergenceWeight"] * divergence


def classifier(p, batch, more):
    logits = layers(p, "layer", batch["x"], jax.nn.relu)
    return -jnp.mean(jnp.sum(jax.nn.log_softmax(logits) * batch["y"], axis=-1))


def low_rank(p, batch, more):
    base = jnp.array(more["base"], jnp.float32).reshape(p["down"].shape[0], -1)
    return jnp.mean((batch["x"] @ (base + more["scale"] * p["down"] @ p["up"]) - batch["y"]) ** 2)


def policy(p, batch, more):
    logs = jax.nn.log_softmax(layers(p, "policy", batch["x"], jnp.tanh))
    value = layers(p, "value", batch["x"], jnp.tanh)
    ratio = jnp.exp(jnp.take_along_axis(logs, batch["action"], axis=-1) - batch["old"])
    gain = jnp.minimum(ratio * batch["advantage"], jnp.clip(ratio, 0.8, 1.2) * batch["advantage"]).mean()
    entropy = -jnp.sum(jnp.exp(logs) * logs, axis=-1).mean()
    return -gain + 0.5 * jnp.mean((value - batch["wanted"]) ** 2) - 0.01 * entropy


LOSSES = {f.__name__: f for f in [autoencoder, variational_autoencoder, classifier, low_rank, policy]}


def mapped(function, *trees):
    return jax.tree_util.tree_map(function, *trees)


def zeros(p):
    return mapped(jnp.zeros_like, p)


def adam(p, g, state, t, rate, options):
    m, v = state or (zeros(p), zeros(p))
    decay = options.get("weightDecay", 0)
    if options["kind"] == "adam":
        g = mapped(lambda g, p: g + decay * p, g, p)
    m = mapped(lambda m, g: 0.9 * m + 0.1 * g, m, g)
    v = mapped(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
    if options["kind"] == "adamw":
        p = mapped(lambda p: p * (1 - rate * decay), p)
    right = lambda p, m, v: p - rate * (m / (1 - 0.9**t)) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return mapped(right, p, m, v), (m, v)


def sgd(p, g, state, t, rate, options):
    velocity = state or zeros(p)
    decay, momentum = options.get("weightDecay", 0), options.get("momentum", 0)
    velocity = mapped(lambda b, g, p: momentum * b + g + decay * p, velocity, g, p)
    return mapped(lambda p, b: p - rate * b, p, velocity), velocity


def adagrad(p, g, state, t, rate, options):
    total = mapped(lambda s, g: s + g * g, state or zeros(p), g)
    return mapped(lambda p, g, s: p - rate * g / (jnp.sqrt(s) + 1e-10), p, g, total), total


OPTIMISERS = {"adam": adam, "adamw": adam, "sgd": sgd, "adagrad": adagrad}


def clip(g, norm):
    length = jnp.sqrt(sum(jnp.sum(x * x) for x in jax.tree_util.tree_leaves(g)))
    return mapped(lambda x: x * jnp.minimum(1, norm / length), g)


def read(folder, file, dtype, *shape):
    return np.fromfile(folder / file, dtype).reshape(shape)


def unpacked(flat, parameters):
    result, at = {}, 0
    for one in parameters:
        size = int(np.prod(one["shape"]))
        result[one["name"]] = jnp.array(flat[at : at + size].reshape(one["shape"]))
        at += size
    return result


def train(case, p, data, order, noise):
    loss = LOSSES[case["loss"]]
    step = OPTIMISERS[case["optimiser"]["kind"]]
    slope = jax.jit(jax.value_and_grad(lambda p, batch: loss(p, batch, case["more"])))
    state, losses = None, []
    for t in range(case["steps"]):
        batch = {name: values[order[t]] for name, values in data.items()}
        batch.update({name: values[t] for name, values in noise.items()})
        value, g = slope(p, batch)
        g = g if case["clipNorm"] is None else clip(g, case["clipNorm"])
        p, state = step(p, g, state, t + 1, case["rate"], case["optimiser"])
        losses.append(float(value))
    return np.concatenate([np.asarray(p[one["name"]]).ravel() for one in case["parameters"]]), losses


def judge(folder, case):
    models, steps, size = case["models"], case["steps"], case["batchSize"]
    initial = read(folder, case["initial"], "f4", models, -1)
    trained = read(folder, case["trained"], "f4", models, -1)
    losses = read(folder, case["losses"], "f4", steps, models)
    order = read(folder, case["order"], "i4", steps, size)
    data = {x["name"]: read(folder, x["file"], x["dtype"], models, case["rows"], *x["shape"]) for x in case["batch"]}
    noise = {name: read(folder, x["file"], "f4", steps, size, *x["shape"]) for name, x in case["noise"].items()}
    result = {"name": case["name"], "problem": None, "moved": float(np.abs(trained - initial).max())}
    try:
        onnx.checker.check_model(str(folder / case["model"]), full_check=True)
    except Exception as error:  # noqa: BLE001 - whatever the judge objects to is the finding
        result["problem"] = str(error).strip().splitlines()[0]
    apart, lost = 0.0, 0.0
    for model in range(models):
        own = {name: values[model] for name, values in data.items()}
        found, course = train(case, unpacked(initial[model], case["parameters"]), own, order, noise)
        apart = max(apart, float(np.abs(found - trained[model]).max()))
        lost = max(lost, float(np.abs(np.array(course) - losses[:, model]).max()))
    return {**result, "parameters": apart, "losses": lost}


def main():
    folder = Path(sys.argv[1])
    cases = json.loads((folder / "cases.json").read_text())
    json.dump([judge(folder, case) for case in cases], sys.stdout)


main()
