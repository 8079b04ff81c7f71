# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Each language's options, infos and results have the fields of sealframe.h."""

import glob
import re
import unittest

from tools.bindings import generate, header, javascript_layer, names

STRUCTS = ("sealframe_event", "sealframe_frame_info", "sealframe_key_stats",
           "sealframe_provider_options", "sealframe_session_options", "sealframe_stream_config",
           "sealframe_stream_stats")
# Fields that only C needs: sizes of arrays, and what callbacks get.
ONLY_C = re.compile(r"^(struct_size|reserved|salt_size|metadata_size|\w+_user_data)$")
# Fields that a language has in another form, or does without.
OTHERWISE = {
    "go": {"wake"},
    # `kind`, `keyFrame`, `timestamp` and `discardFrameWhenCryptorNotReady`; no files, and
    # no threads to wake.
    "javascript": {"counter_reservations_folder", "has_ratchet_window", "is_key_frame", "media",
                   "pass_frame_when_cryptor_not_ready", "rtp_timestamp", "wake"},
    # `ratchet_window` is optional, and the profile is an argument beside the options.
    "python": {"has_ratchet_window", "profile"},
    "rust": {"has_ratchet_window"},
}
# In Python the fields of these are arguments.
ARGUMENTS_IN_PYTHON = {"sealframe_session_options", "sealframe_stream_config"}


def sources(pattern):
    texts = []
    for path in sorted(glob.glob(f"{generate.ROOT}/hooks/{pattern}")):
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
    return "\n".join(texts)


def fields(struct, otherwise):
    """fields returns the names of the fields of a struct that a language has."""
    (found,) = (one for one in header.read(generate.HEADER).structs if one.name == struct)
    return [field.name for field in found.fields
            if not ONLY_C.match(field.name) and field.name not in otherwise]


def missing(structs, text, block, spell, otherwise, type_name=names.camel):
    """missing yields the fields that a language's structs, blocks of text, do not have."""
    for struct in structs:
        found = re.search(block % type_name(struct), text, re.MULTILINE | re.DOTALL).group()
        for field in fields(struct, otherwise):
            if not re.search(rf"\b{spell(field)}\b", found):
                yield f"{struct}.{field}"


class FieldsTest(unittest.TestCase):

    def test_rust_has_the_fields(self):
        self.assertEqual([], list(missing(
            STRUCTS, sources("rust/sealframe/src/*.rs"), r"^pub struct %s\b.*?^\}", str,
            OTHERWISE["rust"])))

    def test_go_has_the_fields(self):
        self.assertEqual([], list(missing(
            STRUCTS, sources("go/*.go"), r"^type %s struct \{.*?^\}", names.go,
            OTHERWISE["go"])))

    def test_javascript_has_the_fields(self):
        self.assertEqual([], list(missing(
            STRUCTS, sources("web/sealframe/*.d.ts"),
            r"^export interface %s\b.*?^\}", javascript_layer.camel,
            OTHERWISE["javascript"], javascript_layer.type_name)))

    def test_python_has_the_fields(self):
        structs = [struct for struct in STRUCTS if struct not in ARGUMENTS_IN_PYTHON]
        self.assertEqual([], list(missing(
            structs, sources("python/sealframe/_[^i]*.py"), r"^class %s\b.*?(?=^\S)", str,
            OTHERWISE["python"])))


if __name__ == "__main__":
    unittest.main()
