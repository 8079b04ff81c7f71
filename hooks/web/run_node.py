# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a script in Node that imports the npm package: run_node.py PACKAGE SCRIPT FILES...

The script finds FILES beside itself, except the command line program, whose path is in
$SEALFRAME if it is one of them.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile


def unpack(package, folder):
    """unpack puts the package where Node looks for it from `folder`."""
    with tarfile.open(package) as tarball:
        tarball.extractall(folder)
    os.makedirs(f"{folder}/node_modules")
    os.rename(f"{folder}/package", f"{folder}/node_modules/sealframe")


def main(package, *files):
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        unpack(package, folder)
        for file in files:
            if os.path.basename(file) == "sealframe":
                environment["SEALFRAME"] = os.path.abspath(file)
            else:
                shutil.copy(file, folder)
        command = ["node", os.path.basename(files[0])]
        try:
            return subprocess.run(command, cwd=folder, env=environment, check=False).returncode
        except KeyboardInterrupt:  # Ctrl-C has ended the script, too.
            return 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
