# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the engine's tests with clang's coverage, and prints a table:

    tools/bazel run //tools/coverage:report -- [--pages FOLDER] [--missed] [TARGETS...]

The table has the lines and branches of crypto, keyring, frame and hooks that ran, as
docs/coverage.md has it. --pages writes each source with its counts as HTML. --missed lists
the lines that did not run. It fails if one of crypto, keyring and frame is not in that page,
if less than 98 % of a folder's lines ran, or if the page's share of lines is out of date.
By default the targets are the tests of the engine and of the C interface. Hooks for
stacks need their stacks: name //hooks/... to count them, too.
"""

import argparse
import collections
import glob
import os
import shutil
import subprocess
import sys
import tempfile

from tools.coverage import lcov
from tools.coverage import listed

WORKSPACE = os.environ.get("BUILD_WORKSPACE_DIRECTORY", ".")
TARGETS = ("//crypto/...", "//keyring/...", "//frame/...", "//hooks/c:all",
           "//tests/diagnosis:all", "//tests/engine:all", "//tests/faults:all",
           "//tests/fuzz:all", "//tests/vectors:all")
# How many points the page's share of a folder may differ: some lines run only when threads
# meet.
TOLERANCE = 0.3


def tools():
    """tools returns the newest clang that has llvm-cov and llvm-profdata beside it."""
    versions = sorted((int(path.rpartition("-")[2]) for path in glob.glob("/usr/bin/clang-*")
                       if path.rpartition("-")[2].isdigit()), reverse=True)
    for version in versions:
        found = [f"/usr/bin/{name}-{version}" for name in ("clang", "llvm-cov", "llvm-profdata")]
        if all(map(os.path.exists, found)):
            return found
    return sys.exit("no clang with llvm-cov and llvm-profdata: install clang and llvm")


def bazel(clang, *arguments, **run):
    return subprocess.run(["tools/bazel", *arguments], cwd=WORKSPACE, text=True,
                          env={**os.environ, "CC": clang}, **run)


def output_of(clang, *arguments):
    done = bazel(clang, *arguments, check=False, stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"tools/bazel {' '.join(arguments)} failed")
    return done.stdout.split()


def run_tests(clang, targets, profiles):
    """run_tests runs the tests, which write their profiles, and returns their programs."""
    labels = output_of(clang, "query", f"kind(cc_test, set({' '.join(targets)}))")
    if not labels:
        sys.exit(f"no C++ tests among {' '.join(targets)}")
    done = bazel(clang, "test", "--config=coverage", "--keep_going", "--nocache_test_results",
                 "--strategy=TestRunner=local",
                 f"--test_env=LLVM_PROFILE_FILE={profiles}/%c%m-%p.profraw", *targets, check=False)
    if done.returncode:
        print("some tests failed or were not built: the table is of the others", flush=True)
    (bin_folder,) = output_of(clang, "info", "--config=coverage", "bazel-bin")
    paths = [f"{bin_folder}/{label[2:].replace(':', '/')}" for label in labels]
    return [path for path in paths if os.path.exists(path)]


def objects(programs):
    return programs[:1] + [f"-object={program}" for program in programs[1:]]


def read_files(cov, programs, profile):
    """read_files returns the counts of all sources."""
    with subprocess.Popen(
            [cov, "export", "-format=lcov", f"-instr-profile={profile}", *objects(programs)],
            text=True, stdout=subprocess.PIPE) as trace:
        files = lcov.read(trace.stdout)
    if trace.returncode:
        sys.exit(f"{cov} failed")
    return files


def print_table(files):
    print("| folder | lines | branches |\n|---|---|---|")
    for folder in lcov.FOLDERS:
        lines, ran, branches, taken = lcov.totals(files, folder)
        print(listed.figure(folder, listed.Share(ran, lines), listed.Share(taken, branches)))


def print_doubts(files):
    """print_doubts prints what is wrong with folders' shares, and returns if anything is."""
    page = listed.figures(read("docs/coverage.md"))
    doubts = []
    for folder in listed.HELD:
        lines, ran, _, _ = lcov.totals(files, folder)
        now, then = listed.Share(ran, lines).percent(), page[folder].percent()
        if now < listed.LEAST:
            doubts.append(f"{folder}: less than {listed.LEAST} % of the lines ran")
        if abs(now - then) > TOLERANCE:
            doubts.append(f"{folder}: {now:.2f} %, and {then:.2f} % in docs/coverage.md")
    for doubt in doubts:
        print(doubt)
    return bool(doubts)


def read(path):
    with open(os.path.join(WORKSPACE, path), encoding="utf-8") as file:
        return file.read()


def listed_lines():
    """listed_lines returns the numbers of the lines that docs/coverage.md lists, by file."""
    known = collections.defaultdict(set)
    for path, text, count in listed.rows(read("docs/coverage.md")):
        known[path].update(listed.line_numbers(read(path), text, count))
    return known


def print_missed(files):
    """print_missed prints the lines that did not run, and returns if any is not listed."""
    known, missing = listed_lines(), False
    for path, file in sorted(files.items()):
        missed = file.missed()
        if missed:
            new = [n for n in missed if n not in known[path]]
            note = f"  NOT LISTED: {lcov.ranges(new)}" if new and path.split("/")[0] in listed.HELD else ""
            missing = missing or bool(note)
            print(f"{path}: {lcov.ranges(missed)}{note}")
    return missing


def write_pages(cov, programs, profile, root, folder):
    subprocess.run([cov, "show", "-format=html", f"-output-dir={os.path.abspath(folder)}",
                    f"-instr-profile={profile}", "-show-branches=count",
                    "-ignore-filename-regex=(^|/)external/|_test\\.cc$|/testing/|/tests/",
                    *objects(programs)], cwd=root, check=True, stdout=subprocess.DEVNULL)
    print(f"the pages begin at {folder}/index.html")


def main():
    parser = argparse.ArgumentParser(
        prog="report", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--pages")
    parser.add_argument("targets", nargs="*")
    arguments = parser.parse_args()
    clang, cov, profdata = tools()
    os.chdir(os.environ.get("BUILD_WORKING_DIRECTORY", "."))
    profiles = tempfile.mkdtemp()
    try:
        programs = run_tests(clang, arguments.targets or TARGETS, profiles)
        (root,) = output_of(clang, "info", "--config=coverage", "execution_root")
        profile = profiles + "/all.profdata"
        subprocess.run([profdata, "merge", "-sparse", "-o", profile,
                        *glob.glob(profiles + "/*.profraw")], check=True)
        files = read_files(cov, programs, profile)
        print_table(files)
        if arguments.pages:
            write_pages(cov, programs, profile, root, arguments.pages)
        if arguments.missed and any([print_missed(files), print_doubts(files)]):
            sys.exit("docs/coverage.md does not have all of these lines, or other shares")
    finally:
        shutil.rmtree(profiles)


if __name__ == "__main__":
    main()
