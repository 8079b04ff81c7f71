# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Charts as SVG text, readable on light and dark pages.

A chart is a list of panels in rows. Each panel has axes, and lines or bars.
"""

import html
import math

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f; }
.title { font-weight: 600; font-size: 14px; }
.small { font-size: 12px; fill: #57606a; }
.page { fill: #ffffff; }
.grid { stroke: #d8dee4; stroke-width: 1; }
.axis { stroke: #57606a; stroke-width: 1; }
.line { fill: none; stroke-width: 2; }
.dash { stroke-dasharray: 5 4; }
.s0 { stroke: #0b62c4; fill: #0b62c4; }
.s1 { stroke: #b8480a; fill: #b8480a; }
.s2 { stroke: #0f7f57; fill: #0f7f57; }
.s3 { stroke: #7a3fc0; fill: #7a3fc0; }
.s4 { stroke: #8a6a00; fill: #8a6a00; }
.s5 { stroke: #b3264a; fill: #b3264a; }
path.line { fill: none; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.small { fill: #9da7b3; }
.page { fill: #0d1117; }
.grid { stroke: #2f363e; }
.axis { stroke: #9da7b3; }
.s0 { stroke: #5aa9ff; fill: #5aa9ff; }
.s1 { stroke: #ff9b5c; fill: #ff9b5c; }
.s2 { stroke: #4cd3a0; fill: #4cd3a0; }
.s3 { stroke: #bd93ff; fill: #bd93ff; }
.s4 { stroke: #e3c04a; fill: #e3c04a; }
.s5 { stroke: #ff7a9c; fill: #ff7a9c; }
path.line { fill: none; }
}
"""

_WIDTH, _HEIGHT = 430, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 48, 46
_LEGEND_ROW = 20


def short(value):
    """short returns a number as an axis has it: 1k for 1000."""
    for limit, unit in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= limit:
            return f"{value / limit:g}{unit}"
    return f"{value:g}"


class Axis:
    """An axis from `low` to `high` with ticks, and labels at the ticks."""

    def __init__(self, low, high, ticks, log=False, labels=None):
        self._low, self._high, self._log = low, high, log
        self.ticks = ticks
        self.labels = labels or [short(tick) for tick in ticks]

    def place(self, value):
        """place returns where a value is, from 0 to 1."""
        if self._log:
            value = max(value, self._low)
            return math.log(value / self._low) / math.log(self._high / self._low)
        return (value - self._low) / (self._high - self._low)


def linear(values, floor=0):
    """linear returns an axis from `floor`, or below, that has all values."""
    low, high = min([floor, *values]), max([floor + 1e-9, *values])
    step = 10 ** math.floor(math.log10(high - low))
    for factor in (5, 2, 1, 0.5, 0.2):
        if (high - low) / (step * factor) >= 4:
            step *= factor
            break
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [round(step * i, 9) for i in range(first, last + 1)]
    return Axis(ticks[0], ticks[-1], ticks)


def logarithmic(values):
    """logarithmic returns an axis of powers of ten, and halves of decades."""
    low, high = min(values), max(values)
    bounds = [m * 10 ** e for e in range(-1, 9) for m in (1, 2, 5)]
    start = max(b for b in bounds if b <= low)
    end = min(b for b in bounds if b >= high)
    ticks = [b for b in bounds if start <= b <= end]
    if len(ticks) > 8:
        ticks = [b for b in ticks if math.log10(b) % 1 == 0]
    return Axis(start, end, ticks, log=True)


def exact(values):
    """exact returns a logarithmic axis with a tick at each value."""
    return Axis(min(values), max(values), values, log=True)


def named(names):
    """named returns an axis of names, for values 0, 1, 2 and so on."""
    return Axis(-0.5, len(names) - 0.5, range(len(names)), labels=names)


class Line:
    """A series of points, in colour `colour` (0 to 5)."""

    def __init__(self, name, points, colour, dashed=False):
        self.name, self.points = name, points
        self.colour, self.dashed = colour, dashed


class Panel:
    """One pair of axes, with lines, or bars where the x axis has names."""

    def __init__(self, title, x, y, lines, y_title, x_title="", bars=False):
        self.title, self.x, self.y, self.lines = title, x, y, lines
        self.y_title, self.x_title, self.bars = y_title, x_title, bars


def _text(x, y, text, style="", anchor="start"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" class="{style}" '
            f'text-anchor="{anchor}">{html.escape(text)}</text>')


class _Frame:
    """Places the values of a panel on the page."""

    def __init__(self, panel, left, top, width):
        self.left, self.right = left + _LEFT, left + width - _RIGHT
        self.top, self.bottom = top + _TOP, top + _HEIGHT - _BOTTOM
        self._panel = panel

    def x(self, value):
        return self.left + self._panel.x.place(value) * (self.right - self.left)

    def y(self, value):
        return self.bottom - self._panel.y.place(value) * (self.bottom - self.top)


def _axes(panel, frame):
    yield _text(frame.left, frame.top - 30, panel.title, "title")
    yield _text(frame.left, frame.top - 12, panel.y_title, "small")
    for tick, label in zip(panel.y.ticks, panel.y.labels):
        y = frame.y(tick)
        yield f'<path class="grid" d="M{frame.left} {y:.1f}H{frame.right}"/>'
        yield _text(frame.left - 8, y + 4, label, "small", "end")
    for tick, label in zip(panel.x.ticks, panel.x.labels):
        yield _text(frame.x(tick), frame.bottom + 18, label, "small", "middle")
    yield f'<path class="axis" d="M{frame.left} {frame.bottom}H{frame.right}"/>'
    if panel.x_title:
        yield _text((frame.left + frame.right) / 2, frame.bottom + 36, panel.x_title,
                    "small", "middle")


def _line(line, frame):
    points = [(frame.x(x), frame.y(y)) for x, y in line.points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dash = " dash" if line.dashed else ""
    yield f'<path class="line s{line.colour}{dash}" d="M{path}"/>'
    for x, y in points:
        yield f'<circle class="s{line.colour}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'


def _bars(panel, frame):
    """Draws the lines of a panel as groups of bars, single ones with their values."""
    group = (frame.right - frame.left) / len(panel.x.ticks) * 0.8
    width = group / len(panel.lines)
    zero = frame.y(0)
    for i, line in enumerate(panel.lines):
        for x, value in line.points:
            left = frame.x(x) - group / 2 + i * width
            y = frame.y(value)
            yield (f'<rect class="s{line.colour}" x="{left + 1:.1f}" '
                   f'y="{min(y, zero):.1f}" width="{width - 2:.1f}" '
                   f'height="{abs(zero - y):.1f}"/>')
            if len(panel.lines) == 1:
                yield _text(left + width / 2, min(y, zero) - 4, f"{value:.2f}", "small", "middle")


def _legend(lines, width, top):
    """Draws the names of the lines below the panels. Returns it and its height."""
    column = 380 if max(len(line.name) for line in lines) > 12 else 150
    columns = max(1, (width - _LEFT) // column)
    parts = []
    for i, line in enumerate(lines):
        x = _LEFT + i % columns * column
        y = top + 14 + i // columns * _LEGEND_ROW
        dash = " dash" if line.dashed else ""
        parts.append(f'<path class="line s{line.colour}{dash}" d="M{x} {y - 4}h26"/>')
        parts.append(_text(x + 34, y, line.name))
    return parts, math.ceil(len(lines) / columns) * _LEGEND_ROW + 10


def chart(description, panels, columns=2, panel_width=_WIDTH):
    """chart returns the SVG of panels that share one legend."""
    columns = min(columns, len(panels))
    width = panel_width * columns
    parts = []
    for i, panel in enumerate(panels):
        frame = _Frame(panel, i % columns * panel_width, i // columns * _HEIGHT, panel_width)
        parts.extend(_axes(panel, frame))
        if panel.bars:
            parts.extend(_bars(panel, frame))
        else:
            parts.extend(part for line in panel.lines for part in _line(line, frame))
    named_lines = {line.name: line for panel in panels for line in panel.lines}
    top = math.ceil(len(panels) / columns) * _HEIGHT
    legend, legend_height = _legend(list(named_lines.values()), width, top)
    height = top + legend_height
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img">',
        f"<title>{html.escape(description)}</title>", f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{width}" height="{height}" rx="6"/>',
        *parts, *legend, "</svg>", ""])
