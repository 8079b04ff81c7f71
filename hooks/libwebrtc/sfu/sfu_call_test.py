# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Calls through Janus, which forwards frames that it cannot read.

The test needs a private network, because Janus does not use loopback. If the
system does not allow one, it prints that it skips the calls, and passes.
"""

import os
import subprocess
import tempfile
import unittest

from hooks.libwebrtc.sfu import janus, private_network

CALLS = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"],
                     "hooks/libwebrtc/sfu/sfu_call")


class Signalling:
    """What the calls ask of the room, over pipes: see room.h."""

    def __init__(self, asked, answers):
        self._asked, self._answers = asked, answers
        self._member = self._publisher = None

    def serve(self):
        while True:
            words = self._asked.readline().split()
            if not words:
                return
            sdp = self._asked.read(int(words[-1])).decode()
            answer = getattr(self, words[0].decode())(
                *(word.decode() for word in words[1:-1]), sdp).encode()
            self._answers.write(b"%d\n%s" % (len(answer), answer))
            self._answers.flush()

    def publish(self, codec, offer):
        self._member = janus.Member()
        answer, self._publisher = self._member.publish(codec, offer)
        return answer

    def subscribe(self, _):
        self._member = janus.Member()
        return self._member.subscribe(self._publisher)

    def start(self, answer):
        self._member.start(answer)
        return ""

    def choose(self, layer, _):
        self._member.choose_layer(int(layer))
        return ""


class SfuCallTest(unittest.TestCase):

    def test_calls_through_an_sfu(self):
        try:
            private_network.enter()
        except OSError as error:
            print(f"LEFT OUT: calls through an SFU, without a network: {error}")
            return
        with tempfile.TemporaryDirectory() as folder:
            server = janus.Janus(folder, private_network.ADDRESS)
            try:
                self.assertEqual(self.run_calls(), 0)
            finally:
                server.stop()

    def run_calls(self):
        requests, ask = os.pipe()
        answered, answers = os.pipe()
        calls = subprocess.Popen([CALLS, str(ask), str(answered)],
                                 pass_fds=(ask, answered))
        os.close(ask)
        os.close(answered)
        with open(requests, "rb") as asked, open(answers, "wb") as answer:
            Signalling(asked, answer).serve()
        return calls.wait()



if __name__ == "__main__":
    unittest.main()
