# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The room over Janus with Chromium, Firefox, libwebrtc and GStreamer.

Everyone sends a picture in a colour and a tone of its own, and has a key of its
own.
"""

import concurrent.futures
import json
import os
import subprocess
import tarfile
import tempfile
import time

from hooks.libwebrtc.sfu import janus, private_network

# The colour and tone of each participant. Those of browsers are the tones that
# their microphones hear (hooks/web/tests/browsers/harness/browsers.mjs).
PARTICIPANTS = {
    "chromium": ("red", 1000),
    "firefox-esr": ("blue", 700),
    "gstreamer": ("green", 1500),
    "libwebrtc": ("yellow", 400),
}
PATIENCE = 60


class End:
    """An end of the room, in a process that commands.h describes."""

    # `subscriptions` are the streams of each participant that it subscribes to, by
    # their numbers, or None for all.
    def __init__(self, command, environment, subscriptions=(None,)):
        self._subscriptions = subscriptions
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=environment)

    def ask(self, *words, text=""):
        data = text.encode()
        line = " ".join([*map(str, words), str(len(data))]) + "\n"
        self._process.stdin.write(line.encode() + data)
        self._process.stdin.flush()
        size = self._process.stdout.readline()
        if not size:
            raise OSError(f"{self._process.args[:3]} ended at {words[0]}")
        return self._process.stdout.read(int(size)).decode()

    def publish(self):
        """publish returns by which number others subscribe."""
        member = janus.Member()
        answer, number = member.publish("vp8", self.ask("publish"))
        self.ask("accept", text=answer)
        return number

    def subscribe(self, name, number):
        for stream in self._subscriptions:
            member = janus.Member()
            offer = member.subscribe(number, stream)
            member.start(self.ask("subscribe", name, *PARTICIPANTS[name],
                                  text=offer))

    def counts(self, name):
        return json.loads(self.ask("count", name))

    def sent(self):
        return json.loads(self.ask("sent"))

    def hears(self, name):
        return self.ask("hears", name) == "1"

    def close(self):
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            # On SIGTERM, Node ends its browser.
            self._process.terminate()
            self._process.wait()
        self._process.stdout.close()


class Room:
    """The room in the private network that this process has entered.

    `package` is the npm package, and `end` and `harness` are what browser_end.mjs
    describes.
    """

    def __init__(self, package, end, harness):
        self._browser = [end, harness]
        self._ended = []  # What close calls, the last first.
        folder = tempfile.TemporaryDirectory()  # pylint: disable=consider-using-with
        self._ended.append(folder.cleanup)
        with tarfile.open(package) as tarball:
            tarball.extractall(folder.name)
        self._environment = {**os.environ, "TEST_TMPDIR": folder.name,
                             "SEALFRAME_PACKAGE": folder.name + "/package"}
        server = janus.Janus(folder.name, private_network.ROUTED_ADDRESS)
        self._ended.append(server.stop)
        pool = concurrent.futures.ThreadPoolExecutor()
        self._ended.append(pool.shutdown)
        self._map = pool.map
        self.ends, self.numbers = {}, {}

    def close(self):
        while self._ended:
            self._ended.pop()()

    def _start(self, *end):
        end = End(end[0], self._environment, *end[1:])
        self._ended.append(end.close)
        return end

    def _participant(self, name):
        colour, hertz = PARTICIPANTS[name]
        if name == "gstreamer":
            return self._start(["tests/room/gstreamer_end", name, colour, str(hertz)],
                               (0, 1))
        if name == "libwebrtc":
            command = ["tests/room/libwebrtc_end", name, colour, str(hertz), "open"]
        else:
            end, harness = self._browser
            command = ["node", end, name, colour, harness]
        return self._start(command)

    def each(self, task):
        """each runs task(receiver, its end) for all ends at the same time."""
        list(self._map(lambda item: task(*item), self.ends.items()))

    def start(self):
        """start lets everyone send, and receive all others."""
        for name in PARTICIPANTS:
            self.ends[name] = self._participant(name)
        self.each(lambda name, end: self.numbers.update({name: end.publish()}))
        self.each(lambda name, end: self._join(end, others(name)))

    def start_spy(self):
        """start_spy returns an end that receives everyone and has no key."""
        spy = self._start(["tests/room/libwebrtc_end", "spy", "red", "300", "spy"])
        self._join(spy, PARTICIPANTS)
        return spy

    def _join(self, end, names):
        for name in names:
            end.subscribe(name, self.numbers[name])


def others(name):
    return [other for other in PARTICIPANTS if other != name]


def until(condition, describe):
    limit = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > limit:
            raise AssertionError(f"still not so: {describe()}")
        time.sleep(0.1)
