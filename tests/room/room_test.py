# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""One room over Janus with Chromium, Firefox, libwebrtc and GStreamer.

The test needs a private network, because Janus does not use loopback. If the
system does not allow one, it prints that it leaves out the room, and passes.
"""

import sys
import unittest

from hooks.libwebrtc.sfu import private_network
from tests.room import room
from tests.room.room import PARTICIPANTS, others, until

PACKAGE, END, HARNESS = sys.argv[1:4]

RETIRED = "firefox-esr"


class RoomTest(unittest.TestCase):

    def setUp(self):
        try:
            private_network.enter()
            private_network.add_route()
        except OSError as error:
            print(f"LEFT OUT: one room over Janus, without a network: {error}")
            self.skipTest("no private network")
        self.room = room.Room(PACKAGE, END, HARNESS)
        self.addCleanup(self.room.close)

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
        self.room.start()
        spy = self.room.start_spy()
        self.room.each(self.everyone_receives_all_others)
        self.a_participant_whose_key_is_retired_goes_dark()
        for name in PARTICIPANTS:
            self.the_sfu_forwarded_ciphertext_only(spy, name)
        self.what_is_not_sealed_is_seen_by_the_spy(spy)

    def everyone_receives_all_others(self, receiver, end):
        for name in others(receiver):
            self.receives(end, receiver, name)

    def a_participant_whose_key_is_retired_goes_dark(self):
        def retire(receiver, end):
            if receiver != RETIRED:
                end.ask("retire", RETIRED)

        def check(receiver, end):
            for name in others(receiver):
                if name == RETIRED:
                    self.is_dark(end, receiver, name)
                else:
                    self.receives(end, receiver, name)

        self.room.each(retire)
        self.room.each(check)

    def the_sfu_forwarded_ciphertext_only(self, spy, name):
        until(lambda: spy.counts(name)["refused"] >= 50,
              lambda: f"sealed frames of {name}: {spy.counts(name)}")
        self.assertFalse(spy.hears(name), f"the spy hears {name}")
        counts = spy.counts(name)
        self.assertEqual((counts["pictures"], counts["opened"]), (0, 0), name)
        print(f"the spy of {name}: {counts}", flush=True)

    def what_is_not_sealed_is_seen_by_the_spy(self, spy):
        """Proves that the spy can see and hear."""
        self.room.ends["libwebrtc"].ask("switch-off")
        self.receives(spy, "spy", "libwebrtc")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
