"""The article's epoch with Keras's `fit` as people call it; `--jit` compiles it with XLA."""

import json
import sys
import time

from peer import as_images, read_work, tell

import keras
import tensorflow as tf

from keras_model import Live, build, results


def main():
    work, _ = read_work()
    keras.utils.set_random_seed(1)
    model = build(work.layers, keras.optimizers.SGD(), "--jit" in sys.argv)
    tell({"ready": {"keras": keras.__version__, "tensorflow": tf.__version__}})
    before = 0.0

    def finished(epoch, logs):
        nonlocal before
        now = time.perf_counter()
        tell({"seconds": now - before, **results(logs)})
        before = now

    # One `fit` a command, so that its epochs follow each other as they do in a long one.
    done = 0
    for line in sys.stdin:
        until = done + json.loads(line)["epochs"]
        before = time.perf_counter()
        model.fit(
            *as_images(work.train),
            batch_size=work.batch_size,
            initial_epoch=done,
            epochs=until,
            validation_data=as_images(work.validation),
            callbacks=[Live(work.rate, finished)],
            verbose=0,
        )
        done = until
        tell({"done": True})


if __name__ == "__main__":
    main()
