# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Makes random calls of the WebAssembly module and of the native library, for a while:

    tools/bazel run //hooks/web/tests/differential -- SECONDS [SEED]

Both must give the same bytes, and keep the claims of the C interface. A sequence that
fails is named by its seed: run 0 seconds from that seed to repeat it.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile


def main(package, script, *arguments):
    files = [argument for argument in arguments if not argument.isdigit()]
    seconds, seed = [*(text for text in arguments if text.isdigit()), "1"][:2]
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(package) as tarball:
            tarball.extractall(folder)
        os.makedirs(f"{folder}/node_modules")
        os.rename(f"{folder}/package", f"{folder}/node_modules/sealframe")
        for file in [script, *files]:
            shutil.copy(file, folder)
        return subprocess.run(["node", os.path.basename(script), seconds, seed],
                              cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
