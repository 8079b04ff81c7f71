# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the table of names. A name is in it if the sources of its language have it."""

import ast
import glob
import os
import re

from tools.bindings import javascript_layer, names

_INTRODUCTION = '''\
# Names in each language

Each row is a name in [`sealframe.h`](../../hooks/c/sealframe.h), which documents it. The
column for C++ has the engine's own names; programs in C++ may also use the C interface. "—"
means that the language has no such name. A test fails if this page does not match the
header and the sources of the languages. To make it anew:

    tools/bazel run //tools/bindings:generate

Three kinds of names are not in the table. Fields of structs are as in C in Python and Rust,
`KeyIndex` for `key_index` in Go, and `keyIndex` in JavaScript. Objects destroy themselves, and
`close` in Python and `Close` in Go do it early; in JavaScript only `close` does it. The text of a
value is its `name` in Python, `String` in Go and `Display` in Rust, and in JavaScript the value.
'''

_CPP_SOURCES = ("keyring/*.h", "frame/*.h", "frame/*/*.h", "frame/*/*/*.h")
_CPP_TYPES = {
    "CurrentKey": "KeyAtStep",
    "Depacketizer": "SFrameDepacketizer",
    "DropReason": "DepacketizerDrop",
    "Packetizer": "SFramePacketizer",
    "Payload": "PacketizedPayload",
    "Provider": "KeyProvider",
    "ProviderOptions": "KeyProviderOptions",
    "RtpPacket": "SFrameRtpPacket",
}
_PYTHON_TYPES = {"Provider": "KeyProvider"}

# Names of functions in some language that do not follow from those of C.
_OTHER_NAMES = {
    "sealframe_diagnose": ["DiagnoseFrame"],
    "sealframe_inspect": ["InspectFrame", "Engine.inspect"],
    "sealframe_packetizer_next": ["Payloads::next"],
    "sealframe_packetizer_start": ["Packetizer.Payloads", "Packetizer.payloads"],
    "sealframe_profile_get_info": ["ProfileInfo::of"],
    "sealframe_profile_name": ["ProfileNames", "profile_names"],
    "sealframe_receive_transform_get_key_stats": ["ReceiveTransform.key_stats", "ReceiveTransform.keyStats"],
    "sealframe_sdp_add_sframe": ["AddSFrame"],
    "sealframe_sdp_check_payload_types": ["CheckPayloadTypes"],
    "sealframe_sdp_create": ["ParseSDP", "ParseSdp", "Sdp::parse"],
    "sealframe_sdp_reject_section": ["RejectSection"],
    "sealframe_sdp_remove_sframe": ["RemoveSFrame"],
    "sealframe_receive_transform_held_token": ["ReceiveTransform.heldTokens"],
    "sealframe_session_is_e2ee_enabled": ["Session.e2ee_enabled", "Session.e2eeEnabled"],
    "sealframe_session_set_e2ee_enabled": ["Session.e2ee_enabled", "Session.e2eeEnabled"],
    "sealframe_version": ["Engine.version"],
}
_KEY_SETTERS = re.compile(r"_(passphrase|aead_key)$")


def _texts(root, *patterns):
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(root, pattern))):
            with open(path, encoding="utf-8") as file:
                yield file.read()


def _found(texts, opening, member, joint):
    """_found returns the names in `texts`: "Class.member" in a class's block, else "member"."""
    found = set()
    for text in texts:
        current = None
        for line in text.splitlines():
            opened = re.match(opening, line)
            if opened:
                current = opened.group(1)
                found.add(current)
            elif line and not line[0].isspace() and line[0] not in "})#/":
                current = None
            for name in re.findall(member, line):
                found.add(current + joint + name if current else name)
    return found


class _Language:
    """The names that a language's sources have, and how it spells those of C."""

    def __init__(self, found, joint, spell, type_name):
        self.found, self.joint, self.spell, self.type_name = found, joint, spell, type_name

    def first(self, candidates):
        return next((f"`{name}`" for name in candidates if name in self.found), "—")

    def function(self, name, owners):
        return self.first(self.names_of(name, owners) + _OTHER_NAMES.get(name, []))

    def names_of(self, name, owners):
        """names_of returns the names that a function may have, the likeliest first."""
        short = names.short(name)
        for owner in owners:
            if name.startswith(owner + "_"):
                method = name[len(owner) + 1:]
                if method == "create":
                    return self.constructors(owner)
                known = [method, method.replace("get_", ""), _KEY_SETTERS.sub("_key", method)]
                return [self.type_name(owner) + self.joint + self.spell(one)
                        for one in known] + [self.spell(short)]
        return [self.spell(short)]

    def constructors(self, owner):
        kind = self.type_name(owner)
        made = [self.spell("new_" + names.short(owner)), "New" + kind]
        return ([kind + self.joint + one for one in ("Create", "new", "__init__", kind)] +
                ["Session" + self.joint + one for one in made] + made +
                [f"{maker}.create{kind}" for maker in ("Engine", "Session")])


def _cpp(root):
    texts = list(_texts(root, *_CPP_SOURCES))
    found = _found(texts, r"(?:class|struct|enum class) (\w+)[^;]*\{", r"\b([A-Z]\w+)\(", "::")
    found.update(value for text in texts for value in re.findall(r"\b(k[A-Z]\w+)\b", text))
    return _Language(found, "::", names.camel,
                     lambda name: _CPP_TYPES.get(names.camel(name), names.camel(name)))


def _python(root):
    texts = list(_texts(root, "hooks/python/sealframe/*.py"))
    (listed,) = (re.search(r"__all__ = (\[.*?\])", text, re.DOTALL).group(1)
                 for text in texts if "__all__" in text)
    public = set(ast.literal_eval(listed))
    found = {name for name in _found(texts, r"class (\w+)\b", r"^ *def (\w+)\(", ".")
             if name.split(".")[0] in public}
    return _Language(found, ".", str,
                     lambda name: _PYTHON_TYPES.get(names.camel(name), names.camel(name)))


def _go(root):
    text = "\n".join(_texts(root, "hooks/go/*.go"))
    found = set(re.findall(r"^(?:func|type) ([A-Z]\w+)", text, re.MULTILINE))
    methods = re.findall(r"^func \(\w+ \*?(\w+)\) (\w+)\(", text, re.MULTILINE)
    return _Language(found | set(map(".".join, methods)), ".", names.go, names.go)


def _rust(root):
    texts = list(_texts(root, "hooks/rust/sealframe/src/*.rs"))
    found = _found(texts, r"impl(?:<[^>]*>)? (\w+)", r"pub fn (\w+)", "::")
    for text in texts:
        found.update(re.findall(r"^(?:pub struct|values! \{) (\w+)", text, re.MULTILINE))
    return _Language(found, "::", str, names.camel)


def _javascript(root):
    texts = list(_texts(root, "hooks/web/sealframe/*.d.ts"))
    found = _found(texts, r"export (?:class|interface|type) (\w+)", r"^  (?:readonly )?(\w+)[(?:]",
                   ".")
    return _Language(found, ".", javascript_layer.camel, javascript_layer.type_name)


def _row(*cells):
    return "| " + " | ".join(cells) + " |\n"


def _table(title, rows):
    return (f"\n## {title}\n\n" + _row("C", "C++", "Python", "Go", "Rust", "JavaScript") + "|---" * 6 + "|\n" +
            "".join(rows))


def _type_row(name, languages):
    return _row(f"`{name}`", *(one.first([one.type_name(name)]) for one in languages))


def _value_rows(enum, languages):
    cpp, python, *_, javascript = languages
    kind = names.camel(enum.name)
    for name, c_name, _ in names.values(enum):
        in_cpp = "k" + names.camel(name.lower())
        yield _row(f"`{c_name}`",
                   f"`{kind}::{in_cpp}`" if kind in cpp.found and in_cpp in cpp.found else "—",
                   f"`{kind}.{name}`" if kind in python.found else "—",
                   f"`{names.go_value(c_name)}`", f"`{kind}::{name}`",
                   f"`'{names.text(name)}'`" if kind in javascript.found else "—")


def _functions(header):
    """_functions returns the names of functions but those that the introduction covers."""
    covered = {owner + "_destroy" for owner in header.handles}
    covered |= {enum.name + "_name" for enum in header.enums} | {"sealframe_abi_version"}
    return [one.name for one in header.functions if one.name not in covered]


def write(header, root):
    """write returns the text of the page."""
    languages = [_cpp(root), _python(root), _go(root), _rust(root), _javascript(root)]
    owners = [*header.handles, *(one.name for one in header.enums)]
    types = [*header.handles, *(one.name for one in header.structs + header.enums)]
    values = [row for enum in header.enums for row in _value_rows(enum, languages)]
    return (_INTRODUCTION +
            _table("Types", (_type_row(name, languages) for name in types)) +
            _table("Functions", (_row(f"`{name}`", *(one.function(name, owners)
                                                     for one in languages))
                                 for name in _functions(header))) +
            _table("Values", values))
