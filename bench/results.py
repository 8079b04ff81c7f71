# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the benchmark programs and keeps the medians of what they print."""

import datetime
import json
import os
import platform
import re
import statistics
import subprocess

# The programs, and whether they run on one processor, which makes times steady.
PROGRAMS = {
    "sframe_bench": True,
    "batch_bench": True,
    "c_interface_bench": True,
    "profile_bench": True,
    "latency_bench": True,
    "threads_bench": False,
}

# Long enough for some rounds a repetition (bench/rounds.h).
MIN_TIME = "--benchmark_min_time=0.001"

# The program for many participants, which reports by Google Benchmark's own times.
SCALE_PROGRAM = "scale_bench"
SCALE_RUNS = 3

# What a benchmark's name has at its end beside its own name.
_SUFFIX = re.compile(r"/(manual_time|real_time|iterations:\d+|repeats:\d+)")
# What Google Benchmark prints of each run beside the counters.
_NOT_COUNTERS = {
    "bytes_per_second", "cpu_time", "family_index", "items_per_second", "iterations",
    "per_family_instance_index", "real_time", "repetition_index", "repetitions", "threads",
}
_FEATURES = ("aes", "avx2", "avx512f", "vaes", "sha_ni")


def _pin(is_pinned):
    """_pin keeps a program on the last processor that it may use."""
    return (lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})) if is_pinned else None


def run(program, is_pinned, cipher, options):
    """run returns what a program prints, as Google Benchmark's JSON.

    Args:
      program: the path of the program.
      is_pinned: whether it stays on one processor.
      cipher: the value of SEALFRAME_CIPHER.
      options: further arguments.
    """
    printed = subprocess.run(
        [program, "--benchmark_format=json", *options], check=True, stdout=subprocess.PIPE,
        env={**os.environ, "SEALFRAME_CIPHER": cipher}, preexec_fn=_pin(is_pinned))
    return json.loads(printed.stdout)


def medians(printed):
    """medians returns the counters of each benchmark by its name.

    Each is the median of the repetitions, except for `max`, the largest of them.
    """
    runs = {}
    for row in printed["benchmarks"]:
        if row.get("run_type") == "iteration":
            if row.get("error_occurred"):
                raise RuntimeError(f"{row['name']}: {row['error_message']}")
            runs.setdefault(_SUFFIX.sub("", row["run_name"]), []).append(row)
    return {
        name: {
            counter: float(f"{summary(counter)([row[counter] for row in rows]):.5g}")
            for counter, value in rows[0].items()
            if isinstance(value, (int, float)) and counter not in _NOT_COUNTERS
        }
        for name, rows in runs.items()
    }


def scale(printed):
    """scale returns the median time of each benchmark of the program for many participants."""
    to_ns = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
    runs = {}
    for row in printed["benchmarks"]:
        if row.get("run_type") == "iteration":
            runs.setdefault("Scale/" + _SUFFIX.sub("", row["run_name"]), []).append(
                row["cpu_time"] * to_ns[row["time_unit"]])
    return {name: {"ns": float(f"{statistics.median(times):.5g}")}
            for name, times in runs.items()}


def summary(counter):
    return max if counter == "max" else statistics.median


def machine():
    """machine describes this machine, in words for the page."""
    text = open("/proc/cpuinfo", encoding="utf-8").read()
    model = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    family = re.search(r"^cpu family\s*: (.*)$", text, re.MULTILINE)
    flags = re.search(r"^(?:flags|Features)\s*: (.*)$", text, re.MULTILINE)
    known = set(flags[1].split()) if flags else set()
    parts = [
        model[1] if model else platform.machine(),
        f"family {family[1]}" if family else "",
        platform.machine(),
        f"{os.cpu_count()} processors" + (" of a virtual machine" if "hypervisor" in known else ""),
        " ".join(feature for feature in _FEATURES if feature in known),
    ]
    return ", ".join(part for part in parts if part)


def measure(folder, cipher, repetitions):
    """measure runs the programs of a folder, and of another cipher than BoringSSL's only
    the first. Returns None if the build has no such cipher."""
    rows, context = {}, {}
    for name, is_pinned in PROGRAMS.items():
        printed = run(os.path.join(folder, name), is_pinned, cipher,
                      [f"--benchmark_repetitions={repetitions}", MIN_TIME])
        context = printed["context"]
        if context["cipher"] != cipher:
            return None
        rows.update(medians(printed))
        if cipher != "boringssl":
            break
    path = os.path.join(folder, SCALE_PROGRAM)
    if cipher == "boringssl" and os.path.exists(path):
        runs = [run(path, True, cipher, []) for _ in range(SCALE_RUNS)]
        rows.update(scale({"benchmarks": sum((each["benchmarks"] for each in runs), [])}))
    return {
        "boringssl_api": int(context["boringssl_api"]),
        "cipher": cipher,
        "compiler": context["compiler"],
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "repetitions": repetitions,
        "rows": rows,
    }


def save(folder, result):
    """save writes a result to the folder, one row a line."""
    head = {key: value for key, value in result.items() if key != "rows"}
    rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}"
                      for name, row in sorted(result["rows"].items()))
    text = json.dumps(head, indent=1)[:-2] + ',\n "rows": {\n' + rows + "\n }\n}\n"
    path = os.path.join(folder, f"api{result['boringssl_api']}-{result['cipher']}.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def load(folder):
    """load returns all results of a folder, by age of BoringSSL and cipher."""
    results = [json.load(open(os.path.join(folder, name), encoding="utf-8"))
               for name in sorted(os.listdir(folder)) if name.endswith(".json")]
    return sorted(results, key=lambda result: (result["boringssl_api"], result["cipher"]))
