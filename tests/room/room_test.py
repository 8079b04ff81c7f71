# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""One room over Janus with Chromium, Firefox, libwebrtc and GStreamer.

Everyone sends a picture in a colour and a tone of its own, and has a key of its
own. The test needs a private network, because Janus does not use loopback. If the
system does not allow one, it prints that it leaves out the room, and passes.
"""

import concurrent.futures
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest

from hooks.libwebrtc.sfu import janus, private_network

PACKAGE, END, HARNESS = sys.argv[1:4]

# The colour and tone of each participant. Those of browsers are the tones that
# their microphones hear (hooks/web/tests/browsers/harness/browsers.mjs).
PARTICIPANTS = {
    "chromium": ("red", 1000),
    "firefox-esr": ("blue", 700),
    "gstreamer": ("green", 1500),
    "libwebrtc": ("yellow", 400),
}
RETIRED = "firefox-esr"
PATIENCE = 60


def command_of(name):
    colour, hertz = PARTICIPANTS[name]
    if name == "gstreamer":
        return ["tests/room/gstreamer_end", name, colour, str(hertz)]
    if name == "libwebrtc":
        return ["tests/room/libwebrtc_end", name, colour, str(hertz), "open"]
    return ["node", END, name, colour, HARNESS]


class End:
    """An end of the room, in a process that commands.h describes."""

    def __init__(self, command, environment):
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
        member = janus.Member()
        offer = member.subscribe(number)
        member.start(self.ask("subscribe", name, *PARTICIPANTS[name],
                              text=offer))

    def counts(self, name):
        return json.loads(self.ask("count", name))

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


def until(condition, describe):
    limit = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > limit:
            raise AssertionError(f"still not so: {describe()}")
        time.sleep(0.1)


class RoomTest(unittest.TestCase):

    def setUp(self):
        try:
            private_network.enter()
            private_network.add_route()
        except OSError as error:
            print(f"LEFT OUT: one room over Janus, without a network: {error}")
            self.skipTest("no private network")
        folder = tempfile.TemporaryDirectory()  # pylint: disable=consider-using-with
        self.addCleanup(folder.cleanup)
        with tarfile.open(PACKAGE) as tarball:
            tarball.extractall(folder.name)
        self.environment = {**os.environ, "TEST_TMPDIR": folder.name,
                            "SEALFRAME_PACKAGE": folder.name + "/package"}
        server = janus.Janus(folder.name, private_network.ROUTED_ADDRESS)
        self.addCleanup(server.stop)
        self.pool = concurrent.futures.ThreadPoolExecutor()
        self.addCleanup(self.pool.shutdown)
        self.ends, self.numbers = {}, {}

    def start(self, command):
        end = End(command, self.environment)
        self.addCleanup(end.close)
        return end

    def each(self, task):
        """each runs task(receiver, its end) for all ends at the same time."""
        list(self.pool.map(lambda item: task(*item), self.ends.items()))

    def join(self, end, *names):
        for name in names:
            end.subscribe(name, self.numbers[name])

    def others(self, name):
        return [other for other in PARTICIPANTS if other != name]

    def receives(self, end, receiver, name):
        """receives waits for new pictures and the tone of `name`."""
        before = end.counts(name)
        until(lambda: end.counts(name)["pictures"] >= before["pictures"] + 10,
              lambda: f"{receiver} sees {name}: {end.counts(name)}")
        until(lambda: end.hears(name),
              lambda: f"{receiver} hears {name}: {end.counts(name)}")
        counts = end.counts(name)
        self.assertGreater(counts["opened"], before["opened"])
        print(f"{receiver} receives {name}: {counts}", flush=True)

    def is_dark(self, end, receiver, name):
        """is_dark waits for silence, and for frames of `name` that do not open."""
        # What came before is played first.
        until(lambda: not end.hears(name),
              lambda: f"{receiver} hears {name}: {end.counts(name)}")
        before = end.counts(name)
        until(lambda: end.counts(name)["refused"] >= before["refused"] + 20,
              lambda: f"{receiver} refuses {name}: {end.counts(name)}")
        after = end.counts(name)
        self.assertEqual(after["opened"], before["opened"])
        self.assertEqual(after["pictures"], before["pictures"])
        self.assertFalse(end.hears(name), f"{receiver} hears {name}")
        print(f"{receiver} refuses {name}: {after}", flush=True)

    def test_one_room_of_four_stacks(self):
        for name in PARTICIPANTS:
            self.ends[name] = self.start(command_of(name))
        self.each(lambda name, end: self.numbers.update({name: end.publish()}))
        self.each(lambda name, end: self.join(end, *self.others(name)))
        spy = self.start(["tests/room/libwebrtc_end", "spy", "red", "300",
                          "spy"])
        self.join(spy, *PARTICIPANTS)
        self.each(self.everyone_receives_all_others)
        self.a_participant_whose_key_is_retired_goes_dark()
        for name in PARTICIPANTS:
            self.the_sfu_forwarded_ciphertext_only(spy, name)
        self.what_is_not_sealed_is_seen_by_the_spy(spy)

    def everyone_receives_all_others(self, receiver, end):
        for name in self.others(receiver):
            self.receives(end, receiver, name)

    def a_participant_whose_key_is_retired_goes_dark(self):
        def retire(receiver, end):
            if receiver != RETIRED:
                end.ask("retire", RETIRED)

        def check(receiver, end):
            for name in self.others(receiver):
                if name == RETIRED:
                    self.is_dark(end, receiver, name)
                else:
                    self.receives(end, receiver, name)

        self.each(retire)
        self.each(check)

    def the_sfu_forwarded_ciphertext_only(self, spy, name):
        until(lambda: spy.counts(name)["refused"] >= 50,
              lambda: f"sealed frames of {name}: {spy.counts(name)}")
        self.assertFalse(spy.hears(name), f"the spy hears {name}")
        counts = spy.counts(name)
        self.assertEqual((counts["pictures"], counts["opened"]), (0, 0), name)
        print(f"the spy of {name}: {counts}", flush=True)

    def what_is_not_sealed_is_seen_by_the_spy(self, spy):
        """Proves that the spy can see and hear."""
        self.ends["libwebrtc"].ask("switch-off")
        self.receives(spy, "spy", "libwebrtc")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
