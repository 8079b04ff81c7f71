# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the engine's cost with the stored one, relative to the bare cipher.

  tools/bazel run //bench:guard

The ratio of the engine to the bare cipher depends less on the machine than times do.
The command fails if a ratio is above the stored one by more than the margin, in each of
three attempts. It is no test, because other load on a machine can still disturb it.
"""

import argparse
import json
import os
import sys

from bench import results

# A ratio may be this much above the stored one, as a part of it.
MARGIN = 0.10
ATTEMPTS = 3
FILTERS = {
    "batch_bench": "Batch/((Seal|Open)/(1|10)/(20|100)|(Seal|Open)/10000/100)/",
    "sframe_bench": "(Seal|Open)/AES_(128_GCM|128_CTR|256_CTR).*_(128|80)/(20|100|1200|10000)/",
    "profile_bench": "(Seal|Open)/(livekit|dave|getstream)/(Opus|VP8|H264)/(100|10000)/",
}


def program_of(name):
    """program_of returns the program that has a benchmark."""
    if name.startswith("Batch/"):
        return "batch_bench"
    return "sframe_bench" if "/AES_" in name else "profile_bench"


def filters_of(names):
    """filters_of returns the filter of each program that has some of these benchmarks."""
    chosen = {}
    for name in sorted(names):
        chosen.setdefault(program_of(name), []).append(name)
    return {program: "^(" + "|".join(some) + ")/" for program, some in chosen.items()}


def ratios(folder, filters):
    """ratios measures the ratio of each benchmark that the filters choose."""
    measured = {}
    for program, pattern in filters.items():
        printed = results.run(os.path.join(folder, program), True, "boringssl",
                              [f"--benchmark_filter={pattern}",
                               "--benchmark_repetitions=9", results.MIN_TIME])
        measured.update({name: row["ratio"] for name, row in results.medians(printed).items()})
    return measured


def excess(stored, measured):
    """excess returns the benchmarks above their margin, with both ratios."""
    return {name: (stored[name], ratio) for name, ratio in measured.items()
            if name in stored and ratio > stored[name] * (1 + MARGIN)}


def check(folder, stored):
    """check measures up to ATTEMPTS times what is above its margin. Returns what stays so."""
    measured = ratios(folder, FILTERS)
    missing = sorted(stored.keys() - measured.keys())
    over = excess(stored, measured)
    for _ in range(ATTEMPTS - 1):
        if not over:
            break
        over = excess(stored, ratios(folder, filters_of(over)))
    return missing, over


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--programs", default="bench", help="folder of the benchmark programs")
    parser.add_argument("--update", action="store_true", help="store the ratios of this build")
    arguments = parser.parse_args()
    path = os.path.join(os.environ.get("BUILD_WORKSPACE_DIRECTORY", "."), "bench", "ratios.json")
    if arguments.update:
        with open(path, "w", encoding="utf-8") as file:
            measured = ratios(arguments.programs, FILTERS)
            json.dump({name: round(ratio, 3) for name, ratio in measured.items()}, file,
                      indent=1, sort_keys=True)
            file.write("\n")
        return 0
    with open(path, encoding="utf-8") as file:
        stored = json.load(file)
    missing, over = check(arguments.programs, stored)
    for name in missing:
        print(f"{name}: not measured")
    for name, (old, new) in sorted(over.items()):
        print(f"{name}: {new:.3f} times the bare cipher, stored {old:.3f}")
    print(f"{len(stored)} ratios, {len(over)} more than {MARGIN:.0%} above the stored one, "
          f"{len(missing)} missing")
    return 1 if over or missing else 0


if __name__ == "__main__":
    sys.exit(main())
