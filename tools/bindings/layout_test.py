# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Structs and enums have the sizes and offsets that the C compiler gives them."""

import ctypes
import importlib.util
import os
import subprocess
import tempfile
import unittest

from tools.bindings import generate, header, names

DECLARED = header.read(generate.HEADER)
FIELDS = [(struct.name, field.name) for struct in DECLARED.structs for field in struct.fields]
VALUES = [(enum.name, value) for enum in DECLARED.enums for value, _ in enum.values]


def compiled_and_run(name, text, *compiler):
    """compiled_and_run returns the lines that a program prints."""
    with tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"]) as folder:
        source, program = f"{folder}/{name}", folder + "/program"
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        subprocess.run([*compiler, source, "-o", program], check=True,
                       env={**os.environ, "PATH": "/usr/bin:/bin"})  # The system's own.
        return subprocess.run([program], check=True, text=True,
                              stdout=subprocess.PIPE).stdout.splitlines()


def layout_in_c():
    lines = [f'printf("{struct} %zu\\n", sizeof({struct}));' for struct, _ in FIELDS]
    lines += [f'printf("{struct}.{field} %zu %zu\\n", offsetof({struct}, {field}),'
              f" sizeof((({struct}*)0)->{field}));" for struct, field in FIELDS]
    lines += [f'printf("{value} %d %zu\\n", {value}, sizeof({enum}));' for enum, value in VALUES]
    return compiled_and_run("layout.c", "#include <sealframe.h>\n#include <stdio.h>\n"
                            "int main(void) {\n" + "\n".join(lines) + "\n}\n",
                            "gcc", "-I" + os.path.dirname(generate.HEADER))


def layout_in_rust():
    interface = generate.ROOT + "/hooks/rust/sealframe-sys/src/interface.rs"
    lines = [f'println!("{struct} {{}}", size_of::<{struct}>());' for struct, _ in FIELDS]
    lines += [f'{{ let x = {struct}::default();\n'
              f'println!("{struct}.{field} {{}} {{}}", addr_of!(x.{field}) as usize'
              f" - addr_of!(x) as usize, size_of_val(&x.{field})); }}" for struct, field in FIELDS]
    lines += [f'println!("{value} {{}} {{}}", {value}.0, size_of::<{enum}>());'
              for enum, value in VALUES]
    return compiled_and_run(
        "layout.rs", f'#![allow(dead_code, non_camel_case_types)]\n#[path = "{interface}"]\n'
        "mod interface;\nuse interface::*;\nuse std::mem::{size_of, size_of_val};\n"
        "use std::ptr::addr_of;\nfn main() {\n" + "\n".join(lines) + "\n}\n",
        "rustc", "--edition=2021")


def layout_in_python():
    spec = importlib.util.spec_from_file_location(
        "interface", generate.ROOT + "/hooks/python/sealframe/_interface.py")
    interface = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(interface)
    kinds = {struct: getattr(interface, names.camel(struct)) for struct, _ in FIELDS}
    lines = [f"{struct} {ctypes.sizeof(kinds[struct])}" for struct, _ in FIELDS]
    lines += [f"{struct}.{field} {getattr(kinds[struct], field).offset} "
              f"{getattr(kinds[struct], field).size}" for struct, field in FIELDS]
    lines += [f"{c_name} {int(getattr(interface, names.camel(enum.name))[name])} 4"
              for enum in DECLARED.enums for name, c_name, _ in names.values(enum)]
    return lines


class LayoutTest(unittest.TestCase):
    maxDiff = None

    def test_python_is_as_c(self):
        self.assertEqual(layout_in_python(), layout_in_c())

    def test_rust_is_as_c(self):
        self.assertEqual(layout_in_rust(), layout_in_c())


if __name__ == "__main__":
    unittest.main()
