# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the commands of docs/embedding/gstreamer.md verbatim."""

import os
import re
import signal
import subprocess
import unittest

from docs import pages

PLUGINS = os.path.abspath("hooks/gstreamer/plugin")
FOLDER = os.environ["TEST_TMPDIR"]

# The test has neither Bazel nor a screen.
NOT_HERE = re.compile(r"^(tools/bazel|export GST_PLUGIN_PATH=).*\n", re.MULTILINE)


def start(block):
    """start starts a block and returns its process."""
    block = NOT_HERE.sub("", block).replace("autovideosink", "fakesink")
    environment = dict(os.environ, GST_PLUGIN_PATH=PLUGINS,
                       GST_REGISTRY=os.path.join(FOLDER, "registry"))
    return subprocess.Popen(
        ["bash", "-e", "-c", block], cwd=FOLDER, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True)


class DocsTest(unittest.TestCase):

    def run_to_end(self, block):
        process = start(block)
        output, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, output)
        # libde265 warns of streams that it decodes in one thread.
        self.assertEqual([line for line in re.findall(r"^WARNING: .*", output,
                                                      re.MULTILINE)
                          if "libde265" not in line], [])
        return output

    def call(self, receiver, sender):
        """call returns the output of a receiver while a sender runs."""
        receiving = start(receiver)
        self.run_to_end(sender)
        os.killpg(receiving.pid, signal.SIGINT)
        return receiving.communicate(timeout=60)[0]

    def test_every_command_runs_and_prints_the_documented_state(self):
        inspect, key, receiver, sender, sound, others, livekit, h265 = pages.blocks(
            pages.read("docs/embedding/gstreamer.md"), "sh")
        self.assertIn("5 features", self.run_to_end(inspect))
        self.run_to_end(key)
        self.assertIn("state=(string)ok, direction=(string)receive",
                      self.call(receiver, sender))
        sound = self.run_to_end(sound)
        self.assertIn("state=(string)ok, direction=(string)receive", sound)
        self.assertNotIn("failed", sound)
        for block, calls in ((others, 4), (livekit, 1), (h265, 2)):
            self.assertEqual(
                self.run_to_end(block).count(
                    "state=(string)ok, direction=(string)receive"), calls)

        os.rename(os.path.join(FOLDER, "alice.key"),
                  os.path.join(FOLDER, "bob.key"))
        self.run_to_end(key)
        wrong = receiver.replace("key-file=alice.key", "key-file=bob.key")
        output = self.call(wrong.replace(" -m ", " "), sender)
        self.assertEqual(output.count("WARNING: "), 1, output)
        self.assertIn("Frames of alice do not open", output)
        self.assertIn("state=(string)decryption_failed",
                      self.call(wrong, sender))


if __name__ == "__main__":
    unittest.main()
