# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Measures this build and writes the tables and charts of docs/performance.md.

  tools/bazel run //bench:report

adds the results of this build to docs/performance/ and draws all results there. Build
with --config=ipsec_mb and SEALFRAME_BORINGSSL for the others.
"""

import argparse
import os

from bench import page
from bench import plots
from bench import results as stored



def _lines(results, op, suite, counter, sizes=page.SIZES):
    """_lines yields the bare ciphers, dashed, and the engines, over the size."""
    for i, result in enumerate(results):
        colour = i % 6
        rows = [(size, result["rows"][f"{op}/{suite}/{size}"]) for size in sizes]
        if counter == "ours_ns" and result["cipher"] == "boringssl":
            yield plots.Line(f"bare, {page.age(result)}",
                             [(size, row["bare_ns"]) for size, row in rows], colour, dashed=True)
        yield plots.Line(f"engine, {page.name_of(result)}",
                         [(size, max(row[counter], 0)) for size, row in rows], colour)


def _size_chart(results, suites):
    """_size_chart draws nanoseconds over the size of sealed and opened frames."""
    panels = []
    for suite in suites:
        for op in ("Seal", "Open"):
            lines = list(_lines(results, op, suite, "ours_ns"))
            values = [y for line in lines for _, y in line.points]
            panels.append(plots.Panel(f"{op}, {suite.rsplit('_SHA', 1)[0]}", plots.exact(page.SIZES),
                                      plots.logarithmic(values), lines, "ns a frame", "bytes"))
    return plots.chart("Time of a frame over its size", panels)


def _overhead_chart(result):
    """_overhead_chart draws what the engine adds to the bare cipher."""
    panels = []
    sizes = page.SIZES[:4]
    for op in ("Seal", "Open"):
        lines = [plots.Line(suite.rsplit("_SHA", 1)[0].lower().replace("_", "-"),
                            [(size, result["rows"][f"{op}/{suite}/{size}"]["above_ns"])
                             for size in sizes], i)
                 for i, suite in enumerate(page.GCM + page.CTR)]
        values = [y for line in lines for _, y in line.points]
        panels.append(plots.Panel(f"{op}: engine less bare cipher", plots.exact(sizes),
                                  plots.linear(values), lines, "ns a frame", "bytes"))
    return plots.chart("What the engine adds to the bare cipher", panels)


def _profile_chart(result, size):
    """_profile_chart draws what each profile and codec adds, as bars."""
    panels = []
    codecs = [c for c in page.CODECS if "Four" not in c]
    for op in ("Seal", "Open"):
        lines = []
        for i, profile in enumerate(page.PROFILES):
            points = [(x, result["rows"][name]["ratio"]) for x, codec in enumerate(codecs)
                      for name in [f"{op}/{profile}/{codec}/{size}"] if name in result["rows"]]
            lines.append(plots.Line(profile, points, i))
        values = [y for line in lines for _, y in line.points]
        panels.append(plots.Panel(f"{op}, {size:,} bytes: times the bare cipher",
                                  plots.named(codecs), plots.linear(values), lines,
                                  "ratio", bars=True))
    return plots.chart("Profiles and codecs relative to the bare cipher", panels, 1, 860)


def _latency_chart(result):
    """_latency_chart draws the distribution of the times of single frames."""
    panels = []
    quantiles = page.QUANTILES
    for size in (100, 1200):
        lines = [plots.Line(name, [(x, max(result["rows"][f"Latency/{op}/{size}"][q], 1))
                                   for x, q in enumerate(quantiles)], colour, dashed)
                 for name, op, colour, dashed in (
                     ("seal", "Seal", 0, False), ("seal, bare cipher", "BareSeal", 0, True),
                     ("open", "Open", 1, False), ("open, bare cipher", "BareOpen", 1, True))]
        values = [y for line in lines for _, y in line.points]
        panels.append(plots.Panel(f"{size:,} bytes", plots.named(
            [q.replace("_", ".") for q in quantiles]), plots.logarithmic(values), lines, "ns"))
    return plots.chart("Times of single frames", panels)


def _threads_chart(result):
    """_threads_chart draws how much two threads seal, over one."""
    rows = [row for row in page.thread_rows(result) if row[1] == 100]
    names = [row[0].split(", ")[0] + (" *" if "new" in row[0] else "") for row in rows]
    line = plots.Line("frames of two threads over one (* with 100 new keys a second)",
                      [(x, 2 * row[2] / row[3]) for x, row in enumerate(rows)], 0)
    panel = plots.Panel("Two threads, 100 bytes", plots.named(names), plots.linear([0, 2.1]),
                        [line], "times one thread", bars=True)
    return plots.chart("Sealing on two threads", [panel], 1, 560)


def _scale_chart(result):
    """_scale_chart draws the costs over the number of participants."""
    lines = [plots.Line(what, sorted(times.items()), i % 6, dashed=i > 5)
             for i, (what, times) in enumerate(sorted(page.scale_rows(result).items()))]
    counts = sorted({x for line in lines for x, _ in line.points})
    values = [y for line in lines for _, y in line.points]
    panel = plots.Panel("Many participants", plots.exact(counts), plots.logarithmic(values), lines,
                        "ns a call", "participants with three streams each")
    return plots.chart("Costs over participants", [panel], 1, 620)


def _find(results, cipher):
    """_find returns the result of the oldest BoringSSL with this cipher."""
    return next((r for r in results if r["cipher"] == cipher), results[0])


def draw(folder):
    """draw writes the charts of a folder, and the tables of the page beside it."""
    results = stored.load(folder)
    reference = _find(results, "boringssl")
    only_boringssl = [r for r in results if r["cipher"] == "boringssl"]
    charts = {
        "gcm": _size_chart(results, page.GCM[:1]),
        "ctr": _size_chart(only_boringssl, page.CTR),
        "overhead": _overhead_chart(reference),
        "profiles": _profile_chart(reference, 1200),
        "latency": _latency_chart(reference),
        "threads": _threads_chart(reference),
    }
    if page.scale_rows(reference):
        charts["scale"] = _scale_chart(reference)
    for name, chart in charts.items():
        with open(os.path.join(folder, name + ".svg"), "w", encoding="utf-8") as file:
            file.write(chart)
    path = folder + ".md"
    text = open(path, encoding="utf-8").read()
    text = page.fill(text, {
        "machines": page.machines(results),
        "gcm": page.suites(results, page.GCM),
        "ctr": page.suites(results, page.CTR),
        "batch": page.batch(reference),
        "c_interface": page.c_interface(reference),
        "profiles": page.profiles(reference),
        "latency": page.latencies(reference),
        "threads": page.threads(reference),
        "scale": page.scale(reference),
    })
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--programs", default="bench", help="folder of the benchmark programs")
    parser.add_argument("--repetitions", type=int, default=9)
    parser.add_argument("--draw", action="store_true", help="draw the stored results only")
    arguments = parser.parse_args()
    root = os.environ.get("BUILD_WORKSPACE_DIRECTORY", ".")
    folder = os.path.join(root, "docs", "performance")
    os.makedirs(folder, exist_ok=True)
    if not arguments.draw:
        for cipher in ("boringssl", "ipsec_mb"):
            result = stored.measure(arguments.programs, cipher, arguments.repetitions)
            if result:
                stored.save(folder, result)
    draw(folder)


if __name__ == "__main__":
    main()
