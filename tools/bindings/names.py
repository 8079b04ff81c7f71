# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""How names of sealframe.h are spelt in other languages."""

import os
import re

_ABBREVIATIONS = ("aead", "av1", "dave", "e2ee", "h264", "h265", "id", "iv", "kid", "mls", "ok",
                  "red", "rtp", "sdp", "sframe", "ssrc", "vp8", "vp9")


def short(name):
    """short returns a C name without its prefix: "frame_status"."""
    return re.sub(r"^sealframe_", "", name, flags=re.IGNORECASE)


def camel(name):
    """camel returns the name of a type: "FrameStatus"."""
    return "".join(word.capitalize() for word in short(name).split("_"))


def go(name):
    """go returns a name as Go spells it, with abbreviations in capitals."""
    words = short(name).lower().split("_")
    spelt = (word.upper() if word in _ABBREVIATIONS else word.capitalize() for word in words)
    return "".join(spelt).replace("SFRAME", "SFrame")


def values(enum):
    """values yields the short name, C name and number of each value: "OK", "SEALFRAME_OK", 0."""
    prefix = os.path.commonprefix([name for name, _ in enum.values])
    prefix = prefix[:prefix.rindex("_") + 1]
    own = short(enum.name).upper() + "_"
    for name, number in enum.values:
        yield name[len(prefix):].replace(own, "", 1), name, number


def _is_registered(name):
    return "AES_" in name


def go_value(name):
    """go_value returns a constant's name in Go. Cipher suites keep their registered names."""
    return short(name) if _is_registered(name) else go(name)


def text(value):
    """text returns a value's short name as the library writes it: "missing_key"."""
    return value if _is_registered(value) else value.lower()
