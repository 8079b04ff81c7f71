# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""docs/limits.md has every cap, with the value that it has in the source."""

import glob
import os
import re
import unittest

from tests.checks import source_tree

ROW = re.compile(r"^\| [^|]+ \| (?:once in )?([\d,]+)(?: (?:bytes|s))? \| `(\w+)` in `([\w/.]+)` "
                 r"\| [^|]+ \| `//([\w/]+):(\w+)` \|$", re.MULTILINE)
CAP = re.compile(r"^ *(?:static |inline )*constexpr [\w:]+ (kMax[A-Z]\w*) =|^const (MAX_\w+) =",
                 re.MULTILINE)

# Caps of what the application, the own media or the own process push, or that follow from
# formats alone.
OF_NO_PEER = {
    "crypto/": "kMaxAeadPlaintextSize kMaxBufferSize kMaxFasterSize",
    "frame/codec/": "kMaxForbiddenEnd",
    # Within kMaxWork.
    "frame/diagnosis/": "kMaxCodes kMaxKeys kMaxPadding kMaxPrefix kMaxRedBlocks "
                        "kMaxSlowDerivations kMaxStartCodeTries kMaxStepsTried",
    "frame/formats/": "kMaxDaveRangesSize kMaxDaveSealings kMaxRatchetBits kMaxRingSize "
                      "kMaxSealings kMaxTagSize",
    "hooks/c/": "kMaxPayloadType kMaxSaltSize kMaxStructSize",
    "hooks/gstreamer/": "kMaxChannels kMaxDescriptorSize kMaxInt64 kMaxSizeBytes kMaxUint32 "
                        "kMaxUint64",
    "hooks/libwebrtc/": "kMaxSframeKeys kMaxSframeOverhead",
    # The first saves a copy: the engine refuses such a frame, too.
    "hooks/web/": "MAX_FRAME MAX_KEY MAX_KEYS MAX_SIZE MAX_U32",
    "keyring/": "kMaxFileSize kMaxKeySize kMaxRatchetStep kMaxRate kMaxSealedUnits "
                "kMaxSpan",
}


def rows():
    return [(int(value.replace(",", "")), name, path, folder, test)
            for value, name, path, folder, test in ROW.findall(
                source_tree.read("docs/limits.md"))]


def sources():
    return [path for path in source_tree.files(".h", ".cc", ".js")
            if path.startswith(("crypto/", "frame/", "hooks/", "keyring/"))
            and not path.endswith("_test.cc") and "/testing/" not in path
            and "/tests/" not in path]


def value_of(expression, lookup):
    """value_of computes a constant expression, with lookup(name) for names in it."""
    text = re.sub(r"\b\w+\{(\w+)\}", r"\1", expression)
    text = re.sub(r"absl::Seconds\((\w+)\)", r"\1", text)
    text = re.sub(r"\bk[A-Z]\w*", lambda name: str(lookup(name[0])), text)
    if not re.fullmatch(r"[\dxa-f\s()<*+-]+", text):
        raise ValueError(f"{expression} is no number")
    return eval(text)  # pylint: disable=eval-used


def constants(path):
    return dict(re.findall(r"\b(\w+) =\s+([^;={}]*(?:\{\w+\}[^;={}]*)?);", source_tree.read(path)))


def lookup(name):
    """lookup returns the value of a constant of any header."""
    return next(value_of(found[name], lookup) for found in map(constants, sources())
                if name in found)


def mentions(text, name, value):
    """mentions returns whether a test has the name of a cap or, if it is large, its value."""
    numbers = [int(number) << int(bits or 0)
               for number, bits in re.findall(r"\b(\d+)\b\}?(?: << (\d+))?", text)]
    return re.search(rf"\b{name}\b", text) is not None or value > 99 and value in numbers


class LimitsTest(unittest.TestCase):

    def test_every_row_is_read(self):
        page = source_tree.read("docs/limits.md")
        lines = [line for line in page.splitlines()
                 if line.startswith("| ") and not line.startswith("| what is pushed")]
        source_tree.assert_none(self, (line for line in lines if not ROW.match(line)))

    def test_values_are_those_of_the_source(self):
        for value, name, path, _, _ in rows():
            with self.subTest(name):
                self.assertEqual(value_of(constants(path)[name], lookup), value)

    def test_tests_use_the_cap(self):
        for value, name, _, folder, test in rows():
            with self.subTest(name):
                files = glob.glob(os.path.join(source_tree.ROOT, folder, test + ".*"))
                self.assertTrue(files, test)
                files += glob.glob(os.path.join(source_tree.ROOT, folder, "testing", "*.h"))
                self.assertTrue(any(mentions(source_tree.read(file), name, value)
                                    for file in files))

    def test_every_cap_of_the_source_has_a_row_or_is_of_no_peer(self):
        listed = {(name, path) for _, name, path, _, _ in rows()}
        found = [(one or other, path) for path in sources()
                 for one, other in CAP.findall(source_tree.read(path))]
        self.assertGreater(len(found), 50)

        def is_of_no_peer(name, path):
            return any(path.startswith(folder) and name in names.split()
                       for folder, names in OF_NO_PEER.items())

        source_tree.assert_none(self, (f"{name} in {path}" for name, path in found
                                       if (name, path) not in listed
                                       and not is_of_no_peer(name, path)))
        names = {name for name, _ in found}
        source_tree.assert_none(self, (name for names_of in OF_NO_PEER.values()
                                       for name in names_of.split() if name not in names))

    def test_expressions_are_computed(self):
        for expression, value in {"size_t{16} << 20": 1 << 24, "65535 - 8 - 12": 65515,
                                  "absl::Seconds(2)": 2, "0x7fff": 32767,
                                  "2 * kOther + 2": 12}.items():
            self.assertEqual(value_of(expression, lambda name: 5), value)


if __name__ == "__main__":
    unittest.main()
