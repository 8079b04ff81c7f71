# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs each fuzzer for a while, and prints what it did as a table:

    tools/bazel run //tests/fuzz:run -- --seconds N [--corpus FOLDER] [FUZZERS...]

Fuzzers are names such as sframe_open; by default all. Each runs N seconds of processor
time, less 5 % at most, and as many run at once as there are processors. It begins with the
corpus of the tree and adds what it finds to FOLDER/FUZZER (by default in
`~/.cache/sealframe/fuzz`), from which the next run goes on. Inputs that end a fuzzer are
written to FOLDER/FUZZER.findings: the command then fails. Findings of earlier runs stay
there and do not count. `seconds` are those of processor time, and `edges` and `features` are
libFuzzer's `cov` and `ft`.
"""

import argparse
import concurrent.futures
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

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


def timed(command):
    """timed runs a command, and returns its output, exit code and processor time."""
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return output.read(), process.returncode, usage.ru_utime + usage.ru_stime


def run(name, binaries, corpus, seconds):
    """run runs one fuzzer, and returns its counts, its processor time, its new findings and the
    end of its output. libFuzzer knows only the time on the clock: where other programs took a
    part of it, the fuzzer runs again for the rest."""
    mine = os.path.join(corpus, name)
    findings = mine + ".findings/"
    os.makedirs(mine, exist_ok=True)
    os.makedirs(findings, exist_ok=True)
    known = files(findings)
    seeds = os.path.join(WORKSPACE, SHARED.get(name, f"tests/fuzz/corpus/{name}"))
    executed = used = 0
    while True:
        output, code, time = timed(
            [f"{binaries}/{name}{SUFFIX}", f"-max_total_time={math.ceil(seconds - used)}",
             "-print_final_stats=1", "-timeout=20", "-rss_limit_mb=2048",
             "-artifact_prefix=" + findings, mine, seeds])
        count, *rest = counts(output)
        executed += count
        used += time
        found = sorted(path for path, _ in files(findings) - known)
        if code and not found:
            found = [f"exit code {code}"]
        if found or used >= 0.95 * seconds:
            return [executed, *rest], used, found, output[-3000:]


def main():
    parser = argparse.ArgumentParser(
        prog="run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--corpus", default=CACHE + "/sealframe/fuzz")
    parser.add_argument("fuzzers", nargs="*")
    arguments = parser.parse_args()
    unknown = set(arguments.fuzzers) - set(names())
    if unknown:
        parser.error(f"no fuzzer {sorted(unknown)}: the fuzzers are {' '.join(names())}")
    if arguments.seconds < 1:
        parser.error("--seconds: at least 1")
    if not has_gstreamer():
        print("gstreamer: left out, because this system has no headers of GStreamer")
    chosen = arguments.fuzzers or names()
    corpus = os.path.join(os.environ.get("BUILD_WORKING_DIRECTORY", "."), arguments.corpus)
    binaries = build(chosen)
    print(f"{'fuzzer':<18}{'seconds':>8}{'executions':>12}{'per second':>12}{'edges':>8}"
          f"{'features':>10}{'corpus':>8}  findings", flush=True)
    failed = False
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        results = pool.map(lambda name: run(name, binaries, corpus, arguments.seconds), chosen)
        for name, ((executed, *rest), used, found, end) in zip(chosen, results):
            edges, features, size = rest
            print(f"{name:<18}{used:>8.0f}{executed:>12}{executed / max(used, 1):>12.0f}"
                  f"{edges:>8}{features:>10}{size:>8}  {len(found) or 'none'}", flush=True)
            if found:
                failed = True
                print(*found, end, sep="\n", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
