# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The room of room_test.py over a network that loses, delays and repeats packets:

    tools/bazel run //tests/room:bad_network -- MINUTES

MINUTES is a whole number from 1 to 1440. At the end, it prints for each pair how many
pictures were sent and seen, the longest time without a picture, and how often the tone
was heard. It fails if a pair stops, if a frame that arrived does not open, or if
something was not sealed.

For the first half of the time, a spy without keys is in the room. It asks for key
frames all the time, which helps everyone: in the second half, each has to ask itself.
"""

import argparse
import concurrent.futures
import sys
import time

from hooks.libwebrtc.sfu import bad_network
from tests.room import room
from tests.room.room import PARTICIPANTS, others, until
from tests.testing import arguments

# The longest time that a pair may be without a picture or the tone. On a busy machine, a
# browser may get no time for half of it; what has stopped for good stays so.
DARK_S = SILENT_S = 60

# The least share of the pictures sent that a pair must see. On an idle machine it is over
# 85 %; a run in which less than half arrives shows nothing.
LEAST_SHARE = 0.5


class Pair:
    """What a participant receives of another one."""

    def __init__(self, receiver, name, end):
        self.label = f"{receiver} < {name}"
        self._name, self._end = name, end
        self.counts = {"pictures": 0}
        self._counted = 0
        self._heard = time.monotonic()
        self.silent = 0.0
        self.heard = self.listened = 0

    def listen(self):
        hears = self._end.hears(self._name)
        now = time.monotonic()
        self.silent = max(self.silent, now - self._heard)
        self.listened += 1
        if hears:
            self.heard += 1
            self._heard = now

    def count(self):
        self._counted = self.counts["pictures"]
        self.counts = self._end.counts(self._name)

    def problems(self, sent):
        counts = self.counts
        if counts["longest_gap"] > DARK_S:
            yield f"no picture for {counts['longest_gap']:.1f} s"
        if counts["pictures"] == self._counted:
            yield "no picture in the second half"
        if counts["pictures"] < LEAST_SHARE * sent["sealed"]:
            yield f"{counts['pictures']} pictures seen of {sent['sealed']}"
        if self.silent > SILENT_S or not self.heard:
            yield f"no tone for {self.silent:.0f} s"
        if counts["refused"] != counts["replayed"]:
            yield f"{counts['refused'] - counts['replayed']} frames did not open"
        if counts["opened"] > sent["sealed"]:
            yield "more frames opened than were sealed"
        if "error" in counts:
            yield counts["error"]

    def row(self, sent):
        counts = self.counts
        share = 100 * counts["pictures"] / max(sent["sealed"], 1)
        return (f"{self.label:<26}{sent['sealed']:>7}{counts['pictures']:>7}{share:>6.1f} %"
                f"{counts['spoilt']:>8}{counts['opened']:>8}{counts['replayed']:>9}"
                f"{counts['longest_gap']:>6.1f} s{self.heard:>7}/{self.listened}")


HEADER = (f"{'pair':<26}{'sent':>7}{'seen':>7}{'share':>8}{'spoilt':>8}{'opened':>8}"
          f"{'repeated':>9}{'gap':>8}{'heard':>8}")


def until_all_receive(a_room):
    def receives(receiver, end):
        for name in others(receiver):
            until(lambda name=name: end.counts(name)["pictures"] > 0,
                  lambda name=name: f"{receiver} sees {name}: {end.counts(name)}")
            until(lambda name=name: end.hears(name),
                  lambda name=name: f"{receiver} hears {name}: {end.counts(name)}")

    a_room.each(receives)


def listen(a_room, pairs, end_of_time):
    """listen lets everyone listen to one tone at a time."""
    def listen_to_each(receiver, _):
        while time.monotonic() < end_of_time:
            for pair in pairs[receiver]:
                pair.listen()

    a_room.each(listen_to_each)


def count(pairs):
    for pair in sum(pairs.values(), []):
        pair.count()


def spied(spy):
    """spied ends a spy, and returns what it had that it must not have."""
    problems = []
    for name in PARTICIPANTS:
        counts = spy.counts(name)
        if counts["pictures"] or counts["opened"] or spy.hears(name):
            problems.append(f"the spy sees or hears {name}: {counts}")
        if not counts["refused"]:
            problems.append(f"the spy gets nothing of {name}")
        print(f"the spy of {name}: {counts}", flush=True)
    spy.close()
    return problems


def call(a_room, seconds):
    """call returns the problems of a call."""
    a_room.start()
    spy = a_room.start_spy()
    until_all_receive(a_room)
    pairs = {receiver: [Pair(receiver, name, end) for name in others(receiver)]
             for receiver, end in a_room.ends.items()}
    begin = time.monotonic()
    listen(a_room, pairs, begin + seconds / 2)
    count(pairs)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        spying = pool.submit(spied, spy)
        listen(a_room, pairs, begin + seconds)
        problems = spying.result()
    count(pairs)
    print(HEADER)
    sent = {name: end.sent() for name, end in a_room.ends.items()}
    for name, pair in [(name, pair) for receiver in pairs
                       for name, pair in zip(others(receiver), pairs[receiver])]:
        print(pair.row(sent[name]), flush=True)
        problems += [f"{pair.label}: {problem}" for problem in pair.problems(sent[name])]
    problems += [f"{name} sent {counts['others']} frames that were not sealed"
                 for name, counts in sent.items() if counts["others"]]
    return problems


def call_in_a_room(package, end, harness, minutes):
    a_room = room.Room(package, end, harness)
    try:
        return call(a_room, 60 * minutes)
    finally:
        a_room.close()


def main():
    parser = arguments.parser("bad_network", "MINUTES", __doc__)
    parser.add_argument("places", nargs=3, help=argparse.SUPPRESS)  # Bazel's.
    parser.add_argument("minutes", metavar="MINUTES", type=arguments.whole_number(1, 1440),
                        help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    return bad_network.run("a room",
                           lambda: call_in_a_room(*chosen.places, chosen.minutes))


if __name__ == "__main__":
    sys.exit(main())
