# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A new, empty Debian system without a network, for packages to be installed in.

The first use on a machine downloads the system, of this machine's Debian release,
and the packages of debian_packages.txt, and keeps them in ~/.cache/sealframe. Needs
root, or user namespaces with a range of ids (uidmap, /etc/subuid).
"""

import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile

HOME = pwd.getpwuid(os.getuid()).pw_dir
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.join(HOME, ".cache")),
                     "sealframe/systems")
LIST = os.path.join(os.path.dirname(__file__), "debian_packages.txt")

# Runs the command in $3 in the root folder $1, with the downloaded packages of $2
# and without a network. The mounts end with it.
ENTER = r"""set -e
mount --rbind /dev "$1/dev"
mount -t proc proc "$1/proc"
mount --bind "$2" "$1/var/cache/apt/archives"
exec chroot "$1" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 \
  DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  bash -euc "cd /root && $3"
"""


def as_root(*command):
    """as_root returns the command as root, of a user namespace if need be."""
    if os.geteuid() == 0:
        return list(command)
    return ["unshare", "--map-root-user", "--map-auto", *command]


def run(command, **options):
    """run returns a command's output, and fails the test if the command fails."""
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout[-6000:]}")
    return done.stdout


def problem():
    """problem returns why there can be no empty systems here, or None."""
    done = subprocess.run(as_root("unshare", "--mount", "true"), text=True,
                          stderr=subprocess.PIPE, check=False)
    return done.stderr.strip() if done.returncode else None


def needed_packages():
    with open(LIST, encoding="utf-8") as file:
        return [line.split()[0] for line in file if not line.startswith("#")]


def _release():
    with open("/etc/os-release", encoding="utf-8") as file:
        return dict(line.rstrip("\n").replace('"', "").split("=", 1)
                    for line in file if "=" in line)


def _make(folder):
    """_make downloads a system and packages into a new folder."""
    release = _release()
    sources = run(["apt-get", "indextargets", "Identifier: Packages",
                   "Origin: " + release["ID"].capitalize(), "--format",
                   "deb $(REPO_URI) $(RELEASE) $(COMPONENT)"])
    download = "apt-get install --download-only -y " + shlex.join(needed_packages())
    run(["mmdebstrap", "--variant=apt", "--quiet", "--skip=cleanup/apt/lists",
         "--aptopt=APT::Install-Recommends \"false\"", "--dpkgopt=force-unsafe-io",
         f'--customize-hook=chroot "$1" {download}',
         f"--customize-hook=copy-out /var/cache/apt/archives {folder}",
         release["VERSION_CODENAME"], f"{folder}/system.tar", "-"], input=sources)


def _made():
    """_made returns the folder of the downloads, and makes it the first time."""
    digest = hashlib.sha256(repr(needed_packages()).encode()).hexdigest()[:8]
    folder = f"{CACHE}/{_release()['VERSION_CODENAME']}-{digest}"
    os.makedirs(CACHE, exist_ok=True)
    with open(CACHE + "/lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.isdir(folder):
            shutil.rmtree(folder + ".new", ignore_errors=True)
            os.makedirs(folder + ".new")
            _make(folder + ".new")
            os.rename(folder + ".new", folder)
    return folder


class EmptySystem:
    """A system of its own, in a `with` block."""

    def __init__(self, *files):
        """Copies `files`, named by path, to the home folder of the system's root."""
        self._files = files

    def __enter__(self):
        made = _made()
        self._folder = tempfile.mkdtemp(dir=os.environ["TEST_TMPDIR"])
        self._archives = made + "/archives"
        run(as_root("tar", "-xf", made + "/system.tar", "-C", self._folder,
                    "--exclude=./dev/*"))
        for file in self._files:
            run(as_root("cp", "--dereference", file, self._folder + "/root/"))
        return self

    def __exit__(self, *_):
        run(as_root("rm", "-rf", self._folder))

    def run(self, script):
        """run returns the output of a shell script, which must succeed."""
        return run(as_root(
            "unshare", "--mount", "--net", "--pid", "--fork", "--kill-child",
            "bash", "-c", ENTER, "enter", self._folder, self._archives, script))
