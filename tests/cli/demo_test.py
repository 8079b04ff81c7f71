# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests the output of `demo` and `bench`."""

import json
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import run, run_json


class DemoTest(unittest.TestCase):

    def test_every_claim_holds_in_both_modes(self):
        for mode in ([], ["--shared-key"]):
            result = run_json("demo", *mode)
            self.assertIs(result["success"], True)
            self.assertGreaterEqual(len(result["claims"]), 10)
            self.assertTrue(all(c["holds"] for c in result["claims"]))

    def test_json_lists_drops_by_reason(self):
        streams = run_json("demo")["streams"]
        at_b = [s for s in streams
                if s["end"] == "B" and s["direction"] == "receive"]
        reasons = {r for s in at_b for r in s["dropped"]}
        self.assertLessEqual({"replayed", "not_authentic"}, reasons)

    def test_json_has_the_reason_why_a_stream_is_stalled(self):
        streams = run_json("demo")["streams"]
        stalled = [s for s in streams if s["state"] == "stalled"]
        self.assertTrue(stalled)
        for stream in streams:
            self.assertEqual("reason" in stream, stream in stalled)

    def test_text_has_a_story_and_a_latency_table(self):
        done = run("demo")
        self.assertEqual(done.returncode, sealframe.DONE, done.stdout)
        text = done.stdout.decode()
        self.assertIn("[ok]", text)
        self.assertNotIn("FAILED", text)
        self.assertIn("p99 ns", text)


class BenchTest(unittest.TestCase):

    def test_bench_covers_all_sizes_both_ways_without_allocating(self):
        rows = run_json("bench", "--suite", "AES_128_GCM_SHA256_128")
        self.assertEqual(
            sorted((r["op"], r["size"]) for r in rows),
            sorted((op, size) for op in ("seal", "open")
                   for size in (20, 100, 250, 1200, 10000, 100000)))
        for row in rows:
            self.assertEqual(row["allocations"], 0, json.dumps(row))
            self.assertGreater(row["ns"], 0)
            self.assertGreater(row["bare_ns"], 0)
            self.assertIn(row["cipher"], ("boringssl", "ipsec_mb"))


if __name__ == "__main__":
    unittest.main()
