# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Makes calls of the native library, as wasm_calls.mjs makes those of the module:

    native_peer.py LIBRARY BINDINGS

BINDINGS is the folder of the Python bindings' `_interface.py`. The first line of the
input has the declarations of interface.js. Each further line is a list of calls, and is
answered by a line with the list of their outcomes, all in JSON. wasm_calls.mjs has the
form of both.
"""

import ctypes
import json
import re
import sys

LIBRARY, BINDINGS = sys.argv[1:3]
sys.path.insert(0, BINDINGS)
import _interface  # pylint: disable=wrong-import-position,import-error

UNTOUCHED = 0xCC
MORE = 8  # By so much, a struct may be larger than this version's.


def snake(name):
    return re.sub("[A-Z]", lambda found: "_" + found[0].lower(), name)


def camel(name):
    return re.sub("_([a-z])", lambda found: found[1].upper(), name)


def plain(value):
    """plain returns a field's value as interface.js reads it."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, ctypes.Array):
        return [plain(one) for one in value]
    return value


class Arguments:
    """What is passed to a function, and what it fills."""

    def __init__(self, values, types):
        self.values, self.types = values, types
        self.shared = next((value for value in values if isinstance(value, list)), (0, 0))
        self.arguments, self.outs, self.events, self.kept = [], [], [], []


class Peer:

    def __init__(self, declarations):
        self._functions = declarations["functions"]
        self._structs = declarations["structs"]
        self._library = ctypes.CDLL(LIBRARY)
        for name in self._functions:
            function = getattr(self._library, "sealframe_" + name)
            function.restype, function.argtypes = _interface.FUNCTIONS["sealframe_" + name]
        self._handles = []

    def run(self, calls):
        self._handles = []
        return [self._call(*call) for call in calls]

    def _call(self, call, *values):
        name, _, missing = call.partition("/")
        function = getattr(self._library, "sealframe_" + name)
        if name.endswith("_batch"):
            return self._batch(function, *values)
        made = Arguments(list(values), list(function.argtypes))
        kinds = self._functions[name][1:]
        while kinds:
            self._pass(made, kinds)
        if missing:
            made.arguments[made.outs.pop(int(missing))[2]] = None
        returned = function(*made.arguments)
        return {"returned": plain(returned) if self._functions[name][0] != "void" else 0,
                "outs": [self._read(kind, out) for kind, out, _ in made.outs],
                "events": made.events}

    def _batch(self, function, jobs):
        pointer = function.argtypes[0]._type_
        kept, outs = [], []
        made = (pointer * len(jobs))()
        for index, job in enumerate(jobs):
            if job is not None:
                made[index], out = self._job(pointer._type_, kept=kept, **job)
                outs.append((index, *out))
        returned = function(made, len(jobs))
        read = {index: {"status": plain(made[index][0].status),
                        "outs": [bytes(out).hex(), self._fields("frameResult", result)]}
                for index, out, result in outs}
        return {"returned": plain(returned), "events": [],
                "outs": [read.get(index) for index in range(len(jobs))]}

    def _job(self, kind, transform, info, frame, capacity, kept):
        """_job returns a pointer to a job, and the output and the result that it fills."""
        job = self._struct(kind, {}, kept)
        types = dict(kind._fields_)
        result = types["result"]._type_()
        result.struct_size = ctypes.sizeof(result)
        out = (ctypes.c_uint8 * capacity)(*[UNTOUCHED] * capacity)
        kept += [result, out]
        if transform is not None:
            job.transform = self._handles[transform]
        if info is not None:
            job.info = ctypes.pointer(self._struct(types["info"]._type_, info, kept))
        job.frame, job.frame_size = self._bytes(frame, kept)
        job.out, job.out_capacity = ctypes.addressof(out), capacity
        job.result = ctypes.pointer(result)
        return ctypes.pointer(job), (out, result)

    def _pass(self, made, kinds):
        """_pass adds what C takes for the next parameter."""
        kind, kind_of_c = kinds.pop(0), made.types.pop(0)
        if kind == "error" or kind.startswith("out "):
            out = kind_of_c._type_()
            made.outs.append((kind.split(" ")[-1], out, len(made.arguments)))
            made.arguments.append(ctypes.byref(out))
        elif kind == "pointer" and kinds[:1] == ["size"]:
            kinds.pop(0)
            made.types.pop(0)
            self._output(made)
        elif kind == "pointer":  # A callback and its argument.
            kinds.pop(0)
            made.types.pop(0)
            made.arguments += [self._callback(kind_of_c, made.events, made.kept), None]
        elif kind == "bytes":
            made.types.pop(0)
            made.arguments += self._bytes(made.values.pop(0), made.kept, made.shared)
        else:
            made.arguments.append(
                self._argument(kind, kind_of_c, made.values.pop(0), made.kept))

    @staticmethod
    def _output(made):
        capacity, begin = made.values.pop(0), None
        if isinstance(capacity, list):
            capacity, begin = capacity
        if capacity < 0:
            made.arguments += [None, -capacity]
            return
        if begin is None:
            out = (ctypes.c_uint8 * capacity)(*[UNTOUCHED] * capacity)
        else:
            out = (ctypes.c_uint8 * capacity).from_buffer(made.kept[-1], begin)
        made.kept.append(out)
        made.outs.append(("bytes", out, None))
        made.arguments += [ctypes.addressof(out), capacity]

    def _argument(self, kind, kind_of_c, value, kept):
        if kind == "handle":
            return None if value is None else self._handles[value]
        if value is None:
            return None
        if kind == "string":
            return value.encode()
        if kind == "in u64":
            return ctypes.byref(ctypes.c_uint64(int(value)))
        if kind.startswith("in "):
            return ctypes.byref(self._struct(kind_of_c._type_, value, kept))
        return int(value)

    @staticmethod
    def _bytes(text, kept, shared=(0, 0)):
        """_bytes returns the address and size of bytes, with room for an output in them."""
        if not isinstance(text, str):
            return [None, text or 0]
        data = bytes.fromhex(text)
        size = max(len(data), sum(shared))
        room = (ctypes.c_uint8 * (size + 1))(*[UNTOUCHED] * size)
        ctypes.memmove(room, data, len(data))
        kept.append(room)
        return [ctypes.addressof(room), len(data)]

    def _struct(self, kind, fields, kept):
        size = ctypes.sizeof(kind)
        room = (ctypes.c_uint8 * (size + MORE))()
        kept.append(room)
        struct = kind.from_buffer(room)
        struct.struct_size = {"none": 0, "short": 4, "more": size + MORE}.get(
            fields.get("structSize"), size)
        if fields.get("structSize") == "more" and fields.get("tail"):
            room[size] = 1
        names = [name for name, _ in kind._fields_]
        for name, value in fields.items():
            name = snake(name)
            if name in ("struct_size", "tail") or value is None:
                continue
            if name + "_size" in names:
                address, count = self._bytes(value, kept)
                setattr(struct, name, address)
                setattr(struct, name + "_size", count)
            elif isinstance(getattr(struct, name), ctypes.Array):
                ctypes.memmove(getattr(struct, name), bytes.fromhex(value), len(value) // 2)
            elif isinstance(getattr(struct, name), int):
                setattr(struct, name, int(value))
            else:
                setattr(struct, name, value.encode())
        return struct

    def _callback(self, kind, events, kept):
        callback = kind(lambda event, _: events.append(self._fields("event", event[0])))
        kept.append(callback)
        return callback

    def _fields(self, name, struct):
        kinds = {field: kind for field, (_, kind, *_) in self._structs[name]["fields"].items()}
        return {camel(field): self._field(kinds[camel(field)], getattr(struct, field))
                for field, _ in struct._fields_
                if camel(field) in kinds and field not in ("struct_size", "reserved")
                and kinds[camel(field)] not in ("bytes", "pointer")}

    @staticmethod
    def _field(kind, value):
        value = plain(value)
        if kind != "u64":
            return value
        return [str(one) for one in value] if isinstance(value, list) else str(value)

    def _read(self, kind, out):
        if kind == "handle":
            self._handles.append(out)
            return bool(out)
        if kind == "bytes":
            return bytes(out).hex()
        return self._fields(kind, out) if kind in self._structs else str(out.value)


def main():
    peer = Peer(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        print(json.dumps(peer.run(json.loads(line))), flush=True)


main()
