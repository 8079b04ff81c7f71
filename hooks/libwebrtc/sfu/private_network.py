# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A network of a test's own, that no packet leaves."""

import ctypes
import os
import subprocess

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000

# An address on another device than loopback, which some servers ignore.
ADDRESS = "127.0.0.2"

# An address with a route to everywhere, which Firefox needs. It is for
# documentation (RFC 5737), and nothing answers there.
ROUTED_ADDRESS = "192.0.2.1"
_GATEWAY = "192.0.2.2"


def _write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def _unshare(flags):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(flags) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"unshare: {os.strerror(error)}")


def enter():
    """enter moves this process, and those it starts, to a network of its own.

    It takes root, or user namespaces, and raises OSError where there are none.
    """
    uid, gid = os.geteuid(), os.getegid()
    if uid == 0:
        _unshare(_CLONE_NEWNET)
    else:
        _unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"0 {uid} 1")
        _write("/proc/self/gid_map", f"0 {gid} 1")
    configure(
        "link set lo up",
        "link add v0 type veth peer name v1",
        "link set v0 up",
        "link set v1 up",
        f"addr add {ADDRESS}/32 dev v0",
    )


def add_route():
    """add_route adds ROUTED_ADDRESS to the network that this process entered."""
    configure(
        f"addr add {ROUTED_ADDRESS}/24 dev v0",
        f"route add default via {_GATEWAY} dev v0",
    )


def move_route(device):
    """move_route makes `device`, of this network, its only one, with ROUTED_ADDRESS.

    Some programs send from an address only over the device that has it.
    """
    configure(
        "link del v0",
        f"link set {device} addrgenmode none",
        f"addr add {ROUTED_ADDRESS}/24 dev {device}",
        f"link set {device} up",
        f"route add default dev {device}",
    )


def configure(*commands):
    """configure runs commands of ip, and raises OSError if one fails."""
    for command in commands:
        ran = subprocess.run(["ip", *command.split()], text=True,
                             capture_output=True, check=False)
        if ran.returncode != 0:
            raise OSError(f"ip {command}: {ran.stderr.strip()}")
