# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests the help of commands, their errors for wrong arguments, and how a run ends."""

import os
import subprocess
import sys
import unittest

WRONG = {
    "crashes": [
        (["x"], "TIMES: 'x' is not a whole number from 20"),
        (["20x"], "TIMES: '20x'"),
        (["19"], "TIMES: '19'"),
        (["-20"], "TIMES: '-20'"),
        (["+20"], "TIMES: '+20'"),
        ([" 20 "], "TIMES: ' 20 '"),
        ([""], "TIMES: ''"),
        (["20", "x"], "SEED: 'x'"),
        (["20", "4294967296"], "SEED: '4294967296'"),
        (["20", "1", "1"], "'1' is one argument too many"),
    ],
    "flood": [
        (["x"], "STEPS: 'x' is not a whole number from 100"),
        (["100x"], "STEPS: '100x'"),
        (["99"], "STEPS: '99'"),
        (["100", "1"], "'1' is one argument too many"),
    ],
    "interleavings": [
        (["nonsense"], "unknown profile 'nonsense': use one of sframe, livekit"),
        (["sframe", "x"], "RUNS: 'x' is not a whole number from 1"),
        (["sframe", "2x"], "RUNS: '2x'"),
        (["sframe", "0"], "RUNS: '0'"),
        (["sframe", "-1"], "RUNS: '-1'"),
        (["sframe", "1", "nonsense"],
         "no scene of sframe has 'nonsense' in its name: use one of seal, nothing"),
        (["dave", "1", "held"], "no scene of dave has 'held' in its name"),
        (["sframe", "1", "seal", "more"], "'more' is one argument too many"),
    ],
    "soak": [
        (["x"], "MINUTES: 'x' is not a whole number from 1"),
        (["2x"], "MINUTES: '2x'"),
        (["0"], "MINUTES: '0'"),
        (["1", "5"], "PARTICIPANTS: '5' is not a whole number from 6 to 1500"),
        (["1", "1501"], "PARTICIPANTS: '1501'"),
        (["1", "6", "x"], "SEED: 'x'"),
        (["1", "6", "-1"], "SEED: '-1'"),
        (["1", "6", "1", "1"], "'1' is one argument too many"),
    ],
}

# The shortest runs, and their last lines. That of the soak takes a minute.
RIGHT = {
    "crashes": (["20", "3"], r"^4\d kills, 40 power cuts, seed 3, [1-9]\d* frames: no fault$"),
    "flood": (["100"], r"^100 steps in 6 profiles, cost not judged: no fault$"),
    "interleavings": (["dave", "1", "seal, nothing"], r"^1 scene, 2 runs, 0 missed: no fault$"),
}

PROGRAMS = {os.path.basename(path): path for path in sys.argv[1:]}


def run(command, *arguments):
    return subprocess.run([PROGRAMS[command], *arguments], check=False, text=True,
                          capture_output=True)


class CommandsTest(unittest.TestCase):

    def test_each_command_has_cases(self):
        self.assertEqual(set(PROGRAMS), set(WRONG))

    def test_wrong_arguments_are_named_in_a_line(self):
        for command, cases in WRONG.items():
            for arguments, says in cases:
                with self.subTest(command=command, arguments=arguments):
                    done = run(command, *arguments)
                    self.assertEqual(done.returncode, 2)
                    self.assertEqual(done.stdout, "")
                    self.assertRegex(done.stderr, rf"^{command}: .* \(see --help\)\n$")
                    self.assertIn(says, done.stderr)

    def test_help_is_on_standard_output(self):
        for command in PROGRAMS:
            with self.subTest(command=command):
                done = run(command, "--help")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertRegex(done.stdout, rf"^usage: {command} \[")
                self.assertIn("by default", done.stdout)

    def test_help_that_cannot_be_written_is_an_error(self):
        for command, program in PROGRAMS.items():
            with self.subTest(command=command), open("/dev/full", "w", encoding="ascii") as full:
                self.assertEqual(subprocess.run([program, "--help"], check=False,
                                                stdout=full).returncode, 1)

    def test_a_verdict_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            done = subprocess.run([PROGRAMS["interleavings"], *RIGHT["interleavings"][0]],
                                  check=False, stdout=full)
        self.assertEqual(done.returncode, 1)

    def test_the_last_line_is_the_verdict(self):
        for command, (arguments, verdict) in RIGHT.items():
            with self.subTest(command=command):
                done = run(command, *arguments)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertRegex(done.stdout.splitlines()[-1], verdict)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
