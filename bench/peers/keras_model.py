"""Keras models from the layers of a recipe."""

import keras

POOLS = {"max-pool": keras.layers.MaxPooling2D, "average-pool": keras.layers.AveragePooling2D}


def layer_of(spec):
    match spec["kind"]:
        case "flatten":
            return keras.layers.Flatten()
        case "dense":
            return keras.layers.Dense(spec["units"], activation=spec["activation"])
        case "conv2d":
            return keras.layers.Conv2D(
                spec["filters"],
                spec["kernelSize"],
                strides=spec.get("strides", 1),
                padding=spec.get("padding", "valid"),
                activation=spec["activation"],
            )
        case "max-pool" | "average-pool":
            pool = POOLS[spec["kind"]]
            return pool(spec.get("poolSize", 2), spec.get("strides"), spec.get("padding", "valid"))
        case "batch-norm":
            return keras.layers.BatchNormalization()
        case "dropout":
            return keras.layers.Dropout(spec["rate"])
    raise ValueError(f"no layer {spec['kind']}")


def build(layers, optimizer, jit_compile):
    """A compiled model of 28 x 28 images."""
    model = keras.Sequential([keras.Input((28, 28, 1)), *map(layer_of, layers)])
    model.compile(
        optimizer=optimizer,
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=jit_compile,
    )
    return model


class Live(keras.callbacks.Callback):
    """Sets the rate before each epoch, if there is one to set, and tells each epoch's end."""

    def __init__(self, rate, finished):
        super().__init__()
        self.rate, self.finished = rate, finished

    def on_epoch_begin(self, epoch, logs=None):
        if self.rate is not None:
            self.model.optimizer.learning_rate = self.rate(epoch)

    def on_epoch_end(self, epoch, logs=None):
        self.finished(epoch, logs)


def results(logs):
    """Keras's names as ours."""
    return {
        "loss": logs["loss"],
        "accuracy": logs["accuracy"],
        "valLoss": logs["val_loss"],
        "valAccuracy": logs["val_accuracy"],
    }
