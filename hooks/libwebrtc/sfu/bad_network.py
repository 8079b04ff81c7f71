# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A private network that loses, delays and repeats packets, as some networks do.

All datagrams (UDP) of this network, also those to its own addresses, are routed to a
device whose other end is this program. It passes them on late, twice or never. What
goes over TCP, such as a test's own pages, is left alone.
"""

import fcntl
import heapq
import os
import random
import select
import struct
import threading
import time

from hooks.libwebrtc.sfu import private_network

LOSS = 0.03
LATE = 0.02  # So many are up to LATE_S late, and others overtake them.
LATE_S = 0.03
TWICE = 0.01

_DEVICE = "bad0"
_TABLE = 50
_LARGEST_PACKET = 65536

# linux/if_tun.h
_TUNSETIFF = 0x400454CA
_IFF_TUN = 1
_IFF_NO_PI = 0x1000


def _open_device():
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, _TUNSETIFF,
                struct.pack("16sH22x", _DEVICE.encode(), _IFF_TUN | _IFF_NO_PI))
    return device


def _set(name, value):
    with open(f"/proc/sys/net/ipv4/conf/{name}", "w", encoding="ascii") as file:
        file.write(str(value))


def _route_datagrams():
    """_route_datagrams sends what this network's programs send to the device."""
    private_network.move_route(_DEVICE)
    private_network.configure(
        f"link set {_DEVICE} txqueuelen 10000",
        f"route add default dev {_DEVICE} table {_TABLE}",
        # "iif lo" is what this system sends. What comes from the device is not.
        f"rule add pref 10 iif lo ipproto udp lookup {_TABLE}",
        # The rule for own addresses is the first, until it is moved.
        "rule add pref 100 lookup local",
        "rule del pref 0",
    )
    # Packets with own addresses as their sender come from the device.
    for name in ("all", _DEVICE):
        _set(f"{name}/rp_filter", 0)
    _set(f"{_DEVICE}/accept_local", 1)
    _set(f"{_DEVICE}/route_localnet", 1)


def datagrams_sent():
    """datagrams_sent returns how many datagrams programs of this network have sent."""
    with open("/proc/self/net/snmp", encoding="ascii") as file:
        names, numbers = (line.split()[1:] for line in file
                          if line.startswith("Udp:"))
    sent = int(numbers[names.index("OutDatagrams")])
    with open("/proc/self/net/snmp6", encoding="ascii") as file:
        counts = dict(line.split() for line in file)
    return sent + int(counts["Udp6OutDatagrams"])


def _not_taken():
    """_not_taken returns how many packets the device dropped, as its queue was full."""
    with open("/proc/self/net/dev", encoding="ascii") as file:
        for line in file:
            name, _, counts = line.partition(":")
            if name.strip() == _DEVICE:
                return int(counts.split()[11])
    raise OSError(f"no device {_DEVICE}")


def run(what, work):
    """run lets `work` return its problems in a private network that is bad.

    It prints all problems and a verdict, and returns a program's exit code. It is a problem,
    too, if the system allows no such network: `what` did not run.
    """
    try:
        private_network.enter()
        network = BadNetwork()
    except OSError as error:
        print(f"FAULT: {what} over a bad network cannot run here: {error}")
        return 1
    try:
        problems = work()
    finally:
        passed_by = network.close()
    problems = [*problems, *passed_by]
    for problem in problems:
        print(f"FAULT: {problem}")
    print(f"{what} over a bad network: {'FAULT' if problems else 'no fault'}")
    return 1 if problems else 0


class BadNetwork:
    """Makes the private network that this process has entered a bad one.

    It has the address private_network.ROUTED_ADDRESS, and no other beside loopback.
    """

    def __init__(self, seed=1):
        self._chance = random.Random(seed)
        self._late = []  # A heap of times, numbers and packets.
        self.passed = self.lost = self.late = self.repeated = 0
        self._device = _open_device()
        self._stopped, self._stop = os.pipe()
        _route_datagrams()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self):
        """close prints what the network did, and returns the problems with that."""
        os.close(self._stop)
        self._thread.join()
        os.close(self._stopped)
        taken, sent, full = self.passed + self.lost, datagrams_sent(), _not_taken()
        print(f"{taken} of {sent} datagrams went through the bad network: {self.lost} lost, "
              f"{self.late} late, {self.repeated} twice; {full} more lost, as it was busy")
        os.close(self._device)
        if taken + full < 0.999 * sent:
            return ["datagrams went past the bad network"]
        return []

    def _run(self):
        while True:
            wait = max(0, self._late[0][0] - time.monotonic()) if self._late else None
            ready, _, _ = select.select([self._device, self._stopped], [], [], wait)
            if self._stopped in ready:
                return
            if ready:
                self._take()
            while self._late and self._late[0][0] <= time.monotonic():
                self._deliver(heapq.heappop(self._late)[2])

    def _take(self):
        packet = os.read(self._device, _LARGEST_PACKET)
        if self._chance.random() < LOSS:
            self.lost += 1
            return
        self.passed += 1
        if self._chance.random() < TWICE:
            self.repeated += 1
            self._deliver(packet)
        if self._chance.random() < LATE:
            self.late += 1
            until = time.monotonic() + self._chance.uniform(0, LATE_S)
            heapq.heappush(self._late, (until, self.late, packet))
        else:
            self._deliver(packet)

    def _deliver(self, packet):
        try:
            os.write(self._device, packet)
        except OSError:  # The system takes no such packet.
            pass
