# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Checks the plugin's exported symbols and its gst-inspect-1.0 description."""

import os
import subprocess
import unittest

PLUGIN = os.path.abspath("hooks/gstreamer/plugin/libgstsealframe.so")


def run(*command):
    environment = dict(
        os.environ, GST_PLUGIN_PATH=os.path.dirname(PLUGIN),
        GST_REGISTRY=os.path.join(os.environ["TEST_TMPDIR"], "registry"))
    return subprocess.run(command, env=environment, text=True, check=True,
                          capture_output=True).stdout


def symbols(which, path):
    lines = run("nm", "--dynamic", which, path).splitlines()
    return {line.split()[-1].split("@")[0] for line in lines}


def library(name):
    """library returns the path of a system library."""
    cached = run("/sbin/ldconfig", "-p").splitlines()
    return next(line.split()[-1] for line in cached
                if line.split()[0] == name)


class PluginTest(unittest.TestCase):

    def test_exports_its_two_entry_points_and_nothing_else(self):
        self.assertEqual(
            symbols("--defined-only", PLUGIN),
            {"gst_plugin_sealframe_get_desc", "gst_plugin_sealframe_register"})

    def test_does_not_import_symbols_of_openssl(self):
        openssl = symbols("--defined-only", library("libcrypto.so.3"))
        self.assertIn("EVP_DigestInit_ex", openssl)
        self.assertFalse(symbols("--undefined-only", PLUGIN) & openssl)

    def test_gst_inspect_describes_elements_caps_properties_and_signals(self):
        for element, words in {
                "sealframeenc": (
                    "Encrypts encoded frames end to end", "key-file ",
                    "counter-folder ", "video/x-vp8", "application/x-sframe",
                    '"add-key"', '"activate-key"', '"ratchet-key"'),
                "sealframedec": (
                    "Decrypts frames", "key-file ", "video/x-h264",
                    '"add-key"', '"retire-key"'),
                "rtpsealedpay": ("RFC 7741", "video/x-vp9"),
                "rtpsframepay": (
                    "draft-ietf-avtcore-rtp-sframe-02", "application/x-rtp"),
                "rtpsframedepay": (
                    "draft-ietf-avtcore-rtp-sframe-02", "application/x-rtp"),
        }.items():
            described = run("gst-inspect-1.0", element)
            for word in words:
                self.assertIn(word, described)

    def test_only_sealframeenc_has_counter_folder(self):
        self.assertNotIn("counter-folder", run("gst-inspect-1.0",
                                               "sealframedec"))


if __name__ == "__main__":
    unittest.main()
