"""What the peers share: the work they are given, the images, and how they talk to the bench.

A peer is started with a file that describes its work (JSON). It prints a JSON object a line: first
{"ready": versions}; then, for each line {"epochs": n} that it reads, n lines with the seconds of an
epoch and what came of it, and {"done": true}. It ends with its input.
"""

import json
import math
import os
import sys
import time
from dataclasses import dataclass

# Everyone is measured on the processor, and none speaks between the lines.
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import numpy as np

IMAGES, PIXELS = 60_000, 784


@dataclass
class Work:
    """The article's epoch: images as float32 rows from 0 to 1, labels as int32."""

    batch_size: int
    layers: list
    initial_rate: float
    rate_decay: float
    all: tuple
    train: tuple
    validation: tuple

    def rate(self, epoch):
        """The learning rate changes with every epoch, as in the article."""
        return self.initial_rate * math.exp(-self.rate_decay * epoch)


def read_work():
    """The work as the bench describes it, and its whole description."""
    with open(sys.argv[1]) as file:
        given = json.load(file)
    images, labels = chosen_images(given)
    held_out = given["trainImages"]
    work = Work(
        given["batchSize"],
        given["layers"],
        given["rate"]["initial"],
        given["rate"]["k"],
        (images, labels),
        (images[:held_out], labels[:held_out]),
        (images[held_out:], labels[held_out:]),
    )
    return work, given


def section(given, start, count):
    """Unsigned bytes of the decoded data set: 60,000 images, their labels, then the test set."""
    return np.fromfile(given["dataFile"], np.uint8, count, offset=start)


def scaled(images):
    return images.reshape(-1, PIXELS).astype(np.float32) / np.float32(255)


def chosen_images(given):
    """The article's 20,000 images, in the order of its draw."""
    indices = np.fromfile(given["indicesFile"], "<u4")
    images = section(given, 0, IMAGES * PIXELS).reshape(IMAGES, PIXELS)[indices]
    labels = section(given, IMAGES * PIXELS, IMAGES)[indices]
    return scaled(images), labels.astype(np.int32)


def as_images(rows):
    """The same bytes as 28 x 28 images."""
    return rows[0].reshape(-1, 28, 28, 1), rows[1]


def test_images(given):
    """The 10,000 test images, on which the article's baseline is validated."""
    start, count = IMAGES * (PIXELS + 1), 10_000
    images = section(given, start, count * PIXELS)
    labels = section(given, start + count * PIXELS, count)
    return scaled(images), labels.astype(np.int32)


def tell(message):
    print(json.dumps(message), flush=True)


def serve(versions, train_epoch):
    """Trains as many epochs as each command says; `train_epoch(epoch)` returns what came of one."""
    tell({"ready": versions})
    epoch = 0
    for line in sys.stdin:
        for _ in range(json.loads(line)["epochs"]):
            started = time.perf_counter()
            came = train_epoch(epoch)
            tell({"seconds": time.perf_counter() - started, **came})
            epoch += 1
        tell({"done": True})
