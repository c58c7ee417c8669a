"""The line networks in Tesseract's model files, as PyTorch modules: read, trained, written back.

A file of 8-bit weights is both where training starts and what it ends in: only weights and their scales change, so
the file keeps its size and whoever could read it before can read it after. The layers are those of the fast models:
a convolution, a pool, an LSTM down the columns, and LSTMs along the line (ocr/engine/network.h has the sources).
"""

import struct

import numpy as np
import torch
from torch import nn

NETWORK, CHARACTERS, CODES, VERSION = 17, 21, 22, 23  # places in the table of components
ACTIVATION = 127


class Cursor:
    def __init__(self, data, at):
        self.data, self.at = data, at

    def take(self, form):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values[0]

    def string(self):
        n = self.take("I")
        self.at += n
        return bytes(self.data[self.at - n : self.at])


class Matrix:
    """A matrix of the file: rows of weights, the last of each row the bias; where it lies."""

    def __init__(self, cursor):
        cursor.take("B")
        self.rows, self.columns = cursor.take("I"), cursor.take("I")
        cursor.take("b")
        self.at = cursor.at
        cursor.at += self.rows * self.columns
        self.n_scales = cursor.take("I")
        self.scales_at = cursor.at
        cursor.at += 8 * self.n_scales

    def load(self, data):
        weights = np.frombuffer(data, np.int8, self.rows * self.columns, self.at).reshape(self.rows, self.columns)
        scales = np.frombuffer(data, "<f8", self.rows, self.scales_at)
        return torch.tensor(weights * scales[:, None], dtype=torch.float32)

    def store(self, data, weights):
        weights = weights.detach().double().numpy()
        scales = np.maximum(np.abs(weights).max(axis=1), 1e-9) / ACTIVATION
        whole = np.clip(np.rint(weights / scales[:, None]), -ACTIVATION, ACTIVATION).astype(np.int8)
        data[self.at : self.at + whole.size] = whole.tobytes()
        data[self.scales_at : self.scales_at + 8 * self.rows] = scales.astype("<f8").tobytes()


def find_matrices(cursor, found):
    """The matrices of a layer and all below it, in the order of the file, with the layers' names."""
    cursor.take("B")
    name = cursor.string().decode()
    cursor.take("H")
    flags = cursor.take("I")
    cursor.take("III")
    cursor.string()
    if name in ("Series", "XYTranspose", "RTLReversed"):
        for _ in range(cursor.take("I")):
            find_matrices(cursor, found)
        if flags & 64:
            n_rates = cursor.take("I")
            cursor.at += 4 * n_rates
    elif name == "Input":
        cursor.take("5i")
    elif name in ("Convolve", "Maxpool"):
        cursor.take("2i")
    elif name in ("LSTM", "SummLSTM"):
        cursor.take("i")
        found.append((name, [Matrix(cursor) for _ in range(4)]))
    elif name in ("Tanh", "Softmax"):
        found.append((name, [Matrix(cursor)]))
    else:
        raise ValueError(f"the layer {name} is not known")


class ModelFile:
    """A traineddata file: its network's matrices and what its labels stand for."""

    def __init__(self, path):
        self.data = bytearray(open(path, "rb").read())
        n = struct.unpack_from("<I", self.data)[0]
        self.offsets = struct.unpack_from(f"<{n}q", self.data, 4)
        self.layers = []
        cursor = Cursor(self.data, self.offsets[NETWORK])
        find_matrices(cursor, self.layers)
        cursor.string()
        for _ in range(3):
            cursor.take("i")
        self.blank = cursor.take("i")
        self.characters = self.component(CHARACTERS).decode()
        self.label = self.name_labels()

    def component(self, which):
        begin = self.offsets[which]
        return bytes(self.data[begin : min([o for o in self.offsets if o > begin] + [len(self.data)])])

    def rename(self, old, new):
        """Gives the label of one character to another, which the network did not know."""
        lines = self.characters.split("\n")
        at = next(i for i, line in enumerate(lines) if line.split(" ")[0] == old)
        lines[at] = " ".join([new] + lines[at].split(" ")[1:]).split("\t")[0]
        self.characters = "\n".join(lines)
        self.label = self.name_labels()

    def write(self, path):
        """Only what the lines' reader needs: the network, its characters and their codes, and where it comes from."""
        parts = {which: self.component(which) for which in (NETWORK, CODES, VERSION)}
        parts[CHARACTERS] = self.characters.encode()
        parts[VERSION] += b":sohoa"
        table, body = [-1] * len(self.offsets), b""
        for which in sorted(parts):
            table[which] = 4 + 8 * len(table) + len(body)
            body += parts[which]
        with open(path, "wb") as f:
            f.write(struct.pack(f"<I{len(table)}q", len(table), *table) + body)

    def name_labels(self):
        names = [line.split(" ")[0] for line in self.characters.split("\n")[1:] if line]
        codes = self.component(CODES)
        label, at = {}, 4
        for i in range(min(struct.unpack_from("<I", codes)[0], len(names))):
            length = struct.unpack_from("<I", codes, at + 1)[0]
            if length == 1:
                label[" " if names[i] == "NULL" else names[i]] = struct.unpack_from("<I", codes, at + 5)[0]
            at += 5 + 4 * length
        return label


class Unrolled(torch.autograd.Function):
    """An LSTM over time; what PyTorch has makes one small product of matrices a step where one large will do.

    x: steps x batch x inputs; into: 4 n x inputs; back: 4 n x n; bias: 4 n. Gates in the order of the file: input, let
    in, keep, let out. Returns steps x batch x n.
    """

    @staticmethod
    def forward(ctx, x, into, back, bias):
        n_steps, n_batch, _ = x.shape
        n = back.shape[1]
        gates = torch.addmm(bias, x.reshape(n_steps * n_batch, -1), into.t()).view(n_steps, n_batch, 4 * n)
        said, states, curves = (torch.empty(n_steps, n_batch, n) for _ in range(3))
        turned = back.t().contiguous()
        for t in range(n_steps):
            gate = gates[t]
            if t > 0:
                gate.addmm_(said[t - 1], turned)
            gate[:, :n].tanh_()
            gate[:, n:].sigmoid_()
            torch.mul(gate[:, :n], gate[:, n : 2 * n], out=states[t])
            if t > 0:
                states[t].addcmul_(gate[:, 2 * n : 3 * n], states[t - 1])
            torch.tanh(states[t], out=curves[t])
            torch.mul(gate[:, 3 * n :], curves[t], out=said[t])
        ctx.save_for_backward(x, into, back, gates, said, states, curves)
        return said

    @staticmethod
    def backward(ctx, above):
        x, into, back, gates, said, states, curves = ctx.saved_tensors
        n_steps, n_batch, n = said.shape
        slopes = torch.empty_like(gates)  # of the loss by what goes into the gates
        a, i, f, o = (gates[:, :, k * n : (k + 1) * n] for k in range(4))
        by_a, by_i, by_f, by_o = i * (1 - a * a), a * i * (1 - i), f * (1 - f), curves * o * (1 - o)
        by_f[1:] *= states[:-1]
        by_f[0] = 0
        by_state = o * (1 - curves * curves)
        later, state = torch.zeros(n_batch, n), torch.zeros(n_batch, n)
        for t in range(n_steps - 1, -1, -1):
            said_slope = above[t] + later
            state.addcmul_(said_slope, by_state[t])
            slope = slopes[t]
            torch.mul(state, by_a[t], out=slope[:, :n])
            torch.mul(state, by_i[t], out=slope[:, n : 2 * n])
            torch.mul(state, by_f[t], out=slope[:, 2 * n : 3 * n])
            torch.mul(said_slope, by_o[t], out=slope[:, 3 * n :])
            later = slope @ back
            state = state * f[t]
        flat = slopes.view(n_steps * n_batch, -1)
        to_back = flat[n_batch:].t() @ said[:-1].reshape(-1, n)
        to_into = flat.t() @ x.reshape(n_steps * n_batch, -1)
        return (flat @ into).view_as(x), to_into, to_back, flat.sum(0)


class Lstm(nn.Module):
    def __init__(self, matrices, data):
        super().__init__()
        n_out = matrices[0].rows
        n_in = matrices[0].columns - 1 - n_out
        weights = torch.cat([matrix.load(data) for matrix in matrices])
        self.into = nn.Parameter(weights[:, :n_in].contiguous())
        self.back = nn.Parameter(weights[:, n_in:-1].contiguous())
        self.bias = nn.Parameter(weights[:, -1].contiguous())

    def store(self, matrices, data):
        parts = torch.cat([self.into, self.back, self.bias[:, None]], dim=1).chunk(4)
        for part, matrix in zip(parts, matrices):
            matrix.store(data, part)

    def forward(self, x):
        """x: steps x batch x inputs."""
        return Unrolled.apply(x.contiguous(), self.into, self.back, self.bias)


class Full(nn.Module):
    def __init__(self, matrices, data):
        super().__init__()
        weights = matrices[0].load(data)
        self.linear = nn.Linear(weights.shape[1] - 1, weights.shape[0])
        with torch.no_grad():
            self.linear.weight.copy_(weights[:, :-1])
            self.linear.bias.copy_(weights[:, -1])

    def store(self, matrices, data):
        matrices[0].store(data, torch.cat([self.linear.weight, self.linear.bias[:, None]], dim=1))

    def forward(self, x):
        return self.linear(x)


class LineNetwork(nn.Module):
    """[1,36,0,1 Ct3,3,n Mp3,3 Lfys Lfx Lrx Lfx O1c]: of a fast model."""

    def __init__(self, file):
        super().__init__()
        assert [name for name, _ in file.layers] == ["Tanh", "SummLSTM", "LSTM", "LSTM", "LSTM", "Softmax"]
        kinds = [Full, Lstm, Lstm, Lstm, Lstm, Full]
        self.parts = nn.ModuleList(kind(m, file.data) for kind, (_, m) in zip(kinds, file.layers))

    def store(self, file):
        for part, (_, matrices) in zip(self.parts, file.layers):
            part.store(matrices, file.data)

    def forward(self, images, widths):
        """images: batch x 36 x width, -1 ink .. 1 paper, paper beyond each one's width; log probabilities, steps x
        batch x labels, and how many steps each has."""
        first, down, along, back, last, out = self.parts
        n, height, width = images.shape
        padded = nn.functional.pad(images, (1, 1, 1, 1), value=1.0)
        windows = torch.stack([padded[:, dy : dy + height, dx : dx + width] for dx in range(3) for dy in range(3)], -1)
        x = torch.tanh(first(windows)).permute(0, 3, 1, 2)
        x = nn.functional.max_pool2d(x, 3)  # batch x depth x rows x steps
        steps = widths // 3
        n, depth, rows, n_steps = x.shape
        x = down(x.permute(2, 3, 0, 1).reshape(rows, n_steps * n, depth))[-1].view(n_steps, n, -1)
        x = last(self.reversed(back, along(x), steps))
        return nn.functional.log_softmax(out(x), -1), steps

    @staticmethod
    def reversed(layer, x, steps):
        """From each one's own end to its beginning."""
        place = torch.arange(x.shape[0])[:, None]
        index = torch.where(place < steps, steps - 1 - place, place)[..., None]
        turned = layer(torch.gather(x, 0, index.expand_as(x)))
        return torch.gather(turned, 0, index.expand_as(turned))
