"""The article's epoch in JAX: one compiled call, a scan over the steps."""

from functools import partial

from peer import read_work, serve

import jax
import jax.numpy as jnp
import numpy as np


def glorot(key, shape):
    return jax.nn.initializers.glorot_uniform()(key, shape)


def initial_parameters(layers):
    units = [784] + [layer["units"] for layer in layers if layer["kind"] == "dense"]
    keys = jax.random.split(jax.random.key(1), len(units) - 1)
    return [
        (glorot(key, (before, after)), jnp.zeros(after))
        for key, before, after in zip(keys, units, units[1:])
    ]


def logits_of(parameters, rows):
    *hidden, (kernel, bias) = parameters
    for weights, offset in hidden:
        rows = jax.nn.relu(rows @ weights + offset)
    return rows @ kernel + bias


def loss_of(parameters, rows, labels):
    """Mean cross-entropy, and how many are right."""
    logits = logits_of(parameters, rows)
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], axis=1)
    return -chosen.mean(), (logits.argmax(1) == labels).sum()


@partial(jax.jit, donate_argnums=0)
def train(parameters, images, labels, order, rate):
    """An epoch: its steps' batches are the rows of `order`."""

    def step(parameters, batch):
        rows, targets = images[batch], labels[batch]
        gradient_of = jax.value_and_grad(loss_of, has_aux=True)
        (loss, right), gradients = gradient_of(parameters, rows, targets)
        moved = jax.tree.map(lambda value, slope: value - rate * slope, parameters, gradients)
        return moved, (loss, right)

    parameters, (losses, right) = jax.lax.scan(step, parameters, order)
    return parameters, losses.mean(), right.sum()


def main():
    work, _ = read_work()
    images, labels = map(jnp.asarray, work.train)
    held_out = tuple(map(jnp.asarray, work.validation))
    parameters = initial_parameters(work.layers)
    evaluate = jax.jit(loss_of)
    shuffles = np.random.default_rng(1)

    def train_epoch(epoch):
        nonlocal parameters
        order = shuffles.permutation(len(images)).reshape(-1, work.batch_size)
        rate = jnp.float32(work.rate(epoch))
        parameters, loss, right = train(parameters, images, labels, order, rate)
        val_loss, val_right = evaluate(parameters, *held_out)
        return {
            "loss": float(loss),
            "accuracy": int(right) / len(images),
            "valLoss": float(val_loss),
            "valAccuracy": int(val_right) / len(held_out[1]),
        }

    serve({"jax": jax.__version__}, train_epoch)


if __name__ == "__main__":
    main()
