# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs each fuzzer for a while, and prints what it did as a table:

    tools/bazel run //tests/fuzz:run -- --seconds N [--corpus FOLDER] [FUZZERS...]

Fuzzers are names such as sframe_open; by default all. Each runs N seconds, and as many
run at once as there are processors. It begins with the corpus of the tree and adds what
it finds to FOLDER/FUZZER (by default in `~/.cache/sealframe/fuzz`), from which the next
run goes on. Inputs that end a fuzzer are written to FOLDER/FUZZER.findings: the command
then fails. Findings of earlier runs stay there and do not count. `edges` and `features` are libFuzzer's `cov` and `ft`.
"""

import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys

WORKSPACE = os.environ.get("BUILD_WORKSPACE_DIRECTORY", ".")
CACHE = os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
SUFFIX = "_fuzz_test_libfuzzer"

# The last line with counts, such as `#2097152 pulse cov: 214 ft: 517 corp: 96/2410b ...`.
COUNTS = re.compile(r"^#(\d+)\t.* cov: (\d+) ft: (\d+) corp: (\d+)/", re.MULTILINE)
# `-print_final_stats=1` prints it at the end.
EXECUTED = re.compile(r"^stat::number_of_executed_units: (\d+)", re.MULTILINE)

# Corpora that are not in corpus/NAME.
SHARED = {"container": "tests/media"}


def names():
    """names returns the fuzzers that BUILD.bazel declares. That of the GStreamer plugin needs
    GStreamer's headers."""
    with open(f"{WORKSPACE}/tests/fuzz/BUILD.bazel", encoding="utf-8") as file:
        declared = re.findall(r'name = "(\w+)_fuzz_test"', file.read())
    return [name for name in declared if name != "gstreamer" or has_gstreamer()]


def has_gstreamer():
    return shutil.which("pkg-config") is not None and subprocess.run(
        ["pkg-config", "--exists", "gstreamer-1.0"], check=False).returncode == 0


def build(chosen):
    targets = [f"//tests/fuzz:{name}{SUFFIX}" for name in chosen]
    subprocess.run(["tools/bazel", "build", "--config=fuzz", *targets], cwd=WORKSPACE,
                   check=True)
    # The link `bazel-bin` leads to the last configuration that was built.
    where = subprocess.run(["tools/bazel", "info", "--config=fuzz", "bazel-bin"],
                           cwd=WORKSPACE, check=True, text=True, stdout=subprocess.PIPE)
    return where.stdout.strip() + "/tests/fuzz"


def counts(output):
    """counts returns executions, edges, features and the size of the corpus."""
    found = COUNTS.findall(output)
    executed = EXECUTED.search(output)
    last = [int(number) for number in found[-1]] if found else [0, 0, 0, 0]
    return [int(executed[1]) if executed else last[0], *last[1:]]


def files(folder):
    """files returns the files in `folder`, each with the time at which it was written: a
    defect that ends a fuzzer again writes the same name."""
    return {(entry.path, entry.stat().st_mtime_ns) for entry in os.scandir(folder)}


def run(name, binaries, corpus, seconds):
    """run runs one fuzzer, and returns its counts, its new findings and the end of its output."""
    mine = os.path.join(corpus, name)
    findings = mine + ".findings/"
    os.makedirs(mine, exist_ok=True)
    os.makedirs(findings, exist_ok=True)
    known = files(findings)
    seeds = os.path.join(WORKSPACE, SHARED.get(name, f"tests/fuzz/corpus/{name}"))
    done = subprocess.run(
        [f"{binaries}/{name}{SUFFIX}", f"-max_total_time={seconds}", "-print_final_stats=1",
         "-timeout=20", "-rss_limit_mb=2048", "-artifact_prefix=" + findings, mine, seeds],
        text=True, errors="replace", check=False, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    found = sorted(path for path, _ in files(findings) - known)
    if done.returncode and not found:
        found = [f"exit code {done.returncode}"]
    return counts(done.stdout), found, done.stdout[-3000:]


def main():
    parser = argparse.ArgumentParser(prog="run")
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--corpus", default=CACHE + "/sealframe/fuzz")
    parser.add_argument("fuzzers", nargs="*")
    arguments = parser.parse_args()
    unknown = set(arguments.fuzzers) - set(names())
    if unknown:
        sys.exit(f"no fuzzer {sorted(unknown)}: the fuzzers are {' '.join(names())}")
    chosen = arguments.fuzzers or names()
    binaries = build(chosen)
    print(f"{'fuzzer':<18}{'executions':>12}{'per second':>12}{'edges':>8}{'features':>10}"
          f"{'corpus':>8}  findings", flush=True)
    failed = False
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        results = pool.map(lambda name: run(name, binaries, os.path.abspath(arguments.corpus),
                                            arguments.seconds), chosen)
        for name, ((executed, edges, features, size), found, end) in zip(chosen, results):
            print(f"{name:<18}{executed:>12}{executed // max(arguments.seconds, 1):>12}"
                  f"{edges:>8}{features:>10}{size:>8}  {len(found) or 'none'}", flush=True)
            if found:
                failed = True
                print(*found, end, sep="\n", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
