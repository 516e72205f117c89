"""The article's epoch in PyTorch: eager, or with `--compile`.

Compiled, a step is one graph: gathering the batch, loss, gradients and the update in place. Kernels
lie as the multiplication wants them, and the rate is a tensor, so that a new one compiles nothing.
"""

import sys

from peer import read_work, serve

import torch
from torch.nn.functional import cross_entropy


def eager(layers):
    """A step and an evaluation as tutorials write them; the softmax is in the loss."""
    modules, inputs = [], 784
    for layer in layers:
        modules += [torch.nn.Linear(inputs, layer["units"]), torch.nn.ReLU()]
        inputs = layer["units"]
    model = torch.nn.Sequential(*modules[:-1])
    optimizer = torch.optim.SGD(model.parameters())

    def step(rows, targets, rate):
        optimizer.param_groups[0]["lr"] = rate
        optimizer.zero_grad()
        logits = model(rows)
        loss = cross_entropy(logits, targets)
        loss.backward()
        optimizer.step()
        return loss.detach(), (logits.argmax(1) == targets).sum()

    def evaluate(rows, targets):
        logits = model(rows)
        return cross_entropy(logits, targets), (logits.argmax(1) == targets).sum()

    def gathering(images, labels, batch, rate):
        return step(images[batch], labels[batch], rate)

    return gathering, torch.no_grad()(evaluate)


def initial_parameters(layers):
    parameters, inputs = [], 784
    for layer in layers:
        kernel = torch.nn.init.xavier_uniform_(torch.empty(inputs, layer["units"]))
        parameters.append((kernel, torch.zeros(layer["units"])))
        inputs = layer["units"]
    return parameters


def compiled(layers):
    parameters = initial_parameters(layers)
    rate_now = torch.zeros(())

    def logits_of(parameters, rows):
        *hidden, (kernel, bias) = parameters
        for weights, offset in hidden:
            rows = torch.addmm(offset, rows, weights).relu()
        return torch.addmm(bias, rows, kernel)

    def loss_of(parameters, rows, targets):
        logits = logits_of(parameters, rows)
        loss = cross_entropy(logits, targets)
        return loss, (loss.detach(), (logits.argmax(1) == targets).sum())

    @torch.compile
    def step(parameters, images, labels, batch, rate):
        gradient_of = torch.func.grad(loss_of, has_aux=True)
        gradients, came = gradient_of(parameters, images[batch], labels[batch])
        for layer, slopes in zip(parameters, gradients):
            for value, slope in zip(layer, slopes):
                value.sub_(slope * rate)
        return came

    @torch.compile
    def evaluate(parameters, rows, targets):
        return loss_of(parameters, rows, targets)[1]

    def gathering(images, labels, batch, rate):
        return step(parameters, images, labels, batch, rate_now.fill_(rate))

    return gathering, lambda rows, targets: evaluate(parameters, rows, targets)


def main():
    work, _ = read_work()
    torch.manual_seed(1)
    images, labels = torch.from_numpy(work.train[0]), torch.from_numpy(work.train[1]).long()
    held_out = torch.from_numpy(work.validation[0]), torch.from_numpy(work.validation[1]).long()
    layers = [layer for layer in work.layers if layer["kind"] == "dense"]
    step, evaluate = (compiled if "--compile" in sys.argv else eager)(layers)

    def train_epoch(epoch):
        rate, loss_sum, correct = work.rate(epoch), torch.zeros(()), torch.zeros(()).long()
        batches = torch.randperm(len(images)).split(work.batch_size)
        for batch in batches:
            loss, right = step(images, labels, batch, rate)
            loss_sum += loss
            correct += right
        val_loss, val_right = evaluate(*held_out)
        return {
            "loss": loss_sum.item() / len(batches),
            "accuracy": correct.item() / len(images),
            "valLoss": val_loss.item(),
            "valAccuracy": val_right.item() / len(held_out[1]),
        }

    serve({"torch": torch.__version__}, train_epoch)


if __name__ == "__main__":
    main()
