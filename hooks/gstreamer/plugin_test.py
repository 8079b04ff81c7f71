# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Checks the plugin's libraries, symbols and gst-inspect-1.0 description."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest

PLUGIN = os.path.abspath("hooks/gstreamer/plugin/libgstsealframe.so")
LIBRARY = os.path.abspath("hooks/c/libsealframe.so.1")


def run(*command, check=True, **variables):
    environment = os.environ | {
        "GST_PLUGIN_PATH": os.path.dirname(PLUGIN),
        "GST_REGISTRY": os.environ["TEST_TMPDIR"] + "/registry",
    } | variables
    return subprocess.run(command, env=environment, text=True, check=check,
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

    def test_has_no_engine_of_its_own(self):
        self.assertIn("libsealframe.so.1", re.findall(
            r"\(NEEDED\).*\[(.*)\]", run("readelf", "--dynamic", PLUGIN)))
        self.assertIn("sealframe_provider_set_key",
                      symbols("--undefined-only", PLUGIN))
        defined = {line.split()[-1]
                   for line in run("nm", "--defined-only", PLUGIN).splitlines()}
        self.assertIn("gst_plugin_sealframe_get_desc", defined)
        self.assertFalse([name for name in defined if re.match(
            "sealframe_(provider|session)_|EVP_|AES_|SHA256_", name)])

    def test_finds_an_installed_library(self):
        with tempfile.TemporaryDirectory() as root:
            plugins, libraries = root + "/gstreamer-1.0", root + "/lib"
            os.mkdir(plugins)
            os.mkdir(libraries)
            shutil.copy(PLUGIN, plugins)

            def inspect():
                return run("gst-inspect-1.0", "sealframeenc", check=False,
                           GST_PLUGIN_PATH=plugins, LD_LIBRARY_PATH=libraries,
                           GST_REGISTRY=root + "/registry")

            self.assertNotIn("key-file", inspect())
            os.remove(root + "/registry")
            shutil.copy(LIBRARY, libraries)
            self.assertIn("key-file", inspect())

    def test_gst_inspect_describes_elements_caps_properties_and_signals(self):
        for element, words in {
                "sealframeenc": (
                    "Encrypts encoded frames end to end", "key-file ",
                    "counter-folder ", "video/x-vp8", "application/x-sframe",
                    '"add-key"', '"activate-key"', '"ratchet-key"',
                    "(1): livekit ", "AES_256_GCM_SHA512_128", "(256): 256 ",
                    "allow-av1 ", "per-ssrc "),
                "sealframedec": (
                    "Decrypts frames", "key-file ", "video/x-h264",
                    "hold-max-frames ", "replay-window ",
                    "failure-tolerance ", '"add-key"', '"retire-key"'),
                "rtpsealedpay": ("RFC 7741", "video/x-vp9"),
                "rtpsframepay": (
                    "draft-ietf-avtcore-rtp-sframe-02", "application/x-rtp"),
                "rtpsframedepay": (
                    "draft-ietf-avtcore-rtp-sframe-02", "application/x-rtp"),
        }.items():
            described = run("gst-inspect-1.0", element)
            for word in words:
                self.assertIn(word, described)

    def test_each_element_has_only_the_properties_of_its_direction(self):
        for element, foreign in (("sealframedec", "counter-folder"),
                                 ("sealframeenc", "hold-max-frames")):
            self.assertNotIn(foreign, run("gst-inspect-1.0", element))


if __name__ == "__main__":
    unittest.main()
