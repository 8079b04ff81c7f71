# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""BUILD.gn generates in a fork's tree, and names all that it compiles.

The tree is a minimal one: targets by WebRTC's names, with empty headers.
"""

import json
import os
import shutil
import subprocess
import tempfile
import unittest

HOOK = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"],
                    "hooks/libwebrtc")
PAGE = os.path.join(HOOK, "../../docs/embedding/libwebrtc.md")
PLACE = "third_party/sealframe/hooks/libwebrtc"

# WebRTC's headers that the adapters include, by folder and target.
WEBRTC = {
    "api": {
        "frame_transformer_interface": ["frame_transformer_interface.h"],
        "make_ref_counted": ["make_ref_counted.h"],
        "rtc_error": ["rtc_error.h"],
        "scoped_refptr": ["scoped_refptr.h"],
        "sframe_types": ["sframe/sframe_types.h"],
    },
    "api/crypto": {
        "frame_decryptor_interface": ["frame_decryptor_interface.h"],
        "frame_encryptor_interface": ["frame_encryptor_interface.h"],
    },
    "api/task_queue": {"task_queue": ["task_queue_base.h"]},
    "api/units": {"time_delta": ["time_delta.h"]},
    "modules/sframe": {
        "sframe_media_decryptor_interface": [
            "sframe_media_decryptor_interface.h"],
        "sframe_media_encryptor_interface": [
            "sframe_media_encryptor_interface.h"],
    },
}

ROOT = {
    ".gn": 'buildconfig = "//build/BUILDCONFIG.gn"\n',
    "build/BUILDCONFIG.gn": """
        set_default_toolchain("//build:gcc")
        set_defaults("source_set") { configs = [ "//build:tree" ] }
        """,
    "build/BUILD.gn": """
        config("tree") { include_dirs = [ "//" ] }
        toolchain("gcc") {
          tool("cxx") {
            command = "g++ {{include_dirs}} -c {{source}} -o {{output}}"
            outputs = [ "{{source_out_dir}}/{{source_name_part}}.o" ]
          }
          tool("alink") {
            command = "ar rcs {{output}} {{inputs}}"
            outputs = [ "{{target_out_dir}}/{{target_output_name}}.a" ]
          }
          tool("link") {
            command = "g++ {{inputs}} {{libs}} -o {{output}}"
            outputs = [ "{{root_out_dir}}/{{target_output_name}}" ]
          }
          tool("stamp") {
            command = "touch {{output}}"
          }
        }
        """,
}

# `gn check` finds the owner of a header only in targets that the build names.
ALL = ["//%s:%s" % (folder, name)
       for folder, targets in WEBRTC.items() for name in targets]
GROUP = 'group("all") { deps = %s }\n' % json.dumps(ALL + [f"//{PLACE}:libwebrtc"])


def write(root, path, text):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write_webrtc(root):
    for folder, targets in WEBRTC.items():
        write(root, f"{folder}/BUILD.gn", "".join(
            'source_set("%s") { sources = %s }\n' % (name, json.dumps(headers))
            for name, headers in targets.items()))
        for headers in targets.values():
            for header in headers:
                write(root, f"{folder}/{header}", "")


class GnTest(unittest.TestCase):

    def setUp(self):
        self.root = tempfile.mkdtemp(dir=os.environ["TEST_TMPDIR"])
        for path, text in ROOT.items():
            write(self.root, path, text)
        write(self.root, "BUILD.gn", GROUP)
        write_webrtc(self.root)
        hooks = os.path.join(self.root, os.path.dirname(PLACE))
        os.makedirs(hooks)
        for folder in ("c", "libwebrtc"):
            shutil.copytree(os.path.join(os.path.dirname(HOOK), folder),
                            os.path.join(hooks, folder))

    def gn(self, *arguments):
        return subprocess.run(["gn", *arguments], cwd=self.root, text=True,
                              capture_output=True, check=False)

    def generate(self, sframe):
        """generate checks, too, that each include is of a dependency."""
        flag = str(sframe).lower()
        return self.gn("gen", "out", "--check",
                       f"--args=sealframe_webrtc_has_sframe={flag}")

    def sources_of(self, target):
        described = self.gn("desc", "out", f"//{PLACE}:{target}", "sources")
        self.assertEqual(described.returncode, 0, described.stdout)
        return {os.path.basename(path) for path in described.stdout.split()}

    def test_it_generates_with_and_without_webrtcs_sframe(self):
        for sframe in (False, True):
            generated = self.generate(sframe)
            self.assertEqual(generated.returncode, 0, generated.stdout)

    def test_it_names_every_adapter(self):
        self.assertEqual(self.generate(sframe=True).returncode, 0)
        named = self.sources_of("libwebrtc") | self.sources_of("sframe")
        there = {name for name in os.listdir(HOOK)
                 if name.endswith((".h", ".cc"))}
        self.assertEqual(named, there)

    def test_who_depends_on_it_links_the_library(self):
        write(self.root, "BUILD.gn",
              'executable("fork") { sources = [ "fork.cc" ]\n'
              '  deps = [ "//%s:libwebrtc" ] }\n' % PLACE)
        write(self.root, "fork.cc", "")
        self.assertEqual(self.generate(sframe=False).returncode, 0)
        libraries = self.gn("desc", "out", "//:fork", "libs").stdout.split()
        self.assertEqual(libraries, ["sealframe"])

    def test_the_commands_of_the_page_work(self):
        with open(PAGE, encoding="utf-8") as page:
            commands = [line for line in page if line.startswith("gn ")]
        self.assertEqual(len(commands), 2)
        ran = subprocess.run(["bash", "-ec", "".join(commands)], cwd=self.root,
                             text=True, capture_output=True, check=False)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        library = self.gn("args", "out/e2ee", "--list=sealframe_library",
                          "--short").stdout
        self.assertIn(f'"{self.root}/third_party/sealframe/', library)

    def test_an_include_that_no_dependency_has_is_found(self):
        path = os.path.join(self.root, PLACE, "BUILD.gn")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        write(self.root, f"{PLACE}/BUILD.gn",
              text.replace('deps = [ "$sealframe_webrtc/api/units:time_delta" ]',
                           ""))
        generated = self.generate(sframe=False)
        self.assertNotEqual(generated.returncode, 0)
        self.assertIn("api/units/time_delta.h", generated.stdout)


if __name__ == "__main__":
    unittest.main()
