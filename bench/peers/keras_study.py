"""The article's nine trials one after another in Keras; `--jit` compiles them with XLA.

In one process, so that imports and data are paid for once, and with nothing but `fit`: no
checkpoints, no history on the disk, no progress bar. Prints a line for each epoch.
"""

import sys
import time

from peer import as_images, read_work, tell, test_images

import keras
import tensorflow as tf

from keras_model import Live, build, results


def optimizer_of(trial):
    """A rate for each step is a schedule of Keras's own; one for each epoch is set by a callback."""
    decay = trial["inverseTime"]
    if decay is not None:
        rate = keras.optimizers.schedules.InverseTimeDecay(decay["initial"], 1, decay["decay"])
        return keras.optimizers.SGD(rate)
    kind = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}[trial["optimizer"]]
    return kind(trial["rates"][0])


def fit(trial, data, batch_size, jit_compile):
    train, validation = data
    rates = trial["rates"]
    before = time.perf_counter()

    def finished(epoch, logs):
        nonlocal before
        now = time.perf_counter()
        tell({"trial": trial["id"], "seconds": now - before, **results(logs)})
        before = now

    rate = rates.__getitem__ if trial["inverseTime"] is None else None
    model = build(trial["layers"], optimizer_of(trial), jit_compile)
    model.fit(
        *train,
        batch_size=batch_size,
        epochs=len(rates),
        validation_data=validation,
        callbacks=[Live(rate, finished)],
        verbose=0,
    )


def main():
    work, given = read_work()
    keras.utils.set_random_seed(given.get("seed", 1))
    tell({"ready": {"keras": keras.__version__, "tensorflow": tf.__version__}})
    split = as_images(work.train), as_images(work.validation)
    whole = as_images(work.all), as_images(test_images(given))
    for trial in given["trials"]:
        data = whole if trial["validation"] == "test" else split
        fit(trial, data, work.batch_size, "--jit" in sys.argv)
    tell({"done": True})


if __name__ == "__main__":
    main()
