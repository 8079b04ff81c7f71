# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The agent records a call from a Pion player, whose frames the command line sealed."""

import os
import shutil
import signal
import subprocess
import unittest

from hooks.go.tests.go import ROOT, SOURCES, TEMPORARY, environment, run
from hooks.libwebrtc.sfu import private_network

KEY = "07" * 16
MODULE = "github.com/sealframe/sealframe/hooks/go"
# Where Debian has Pion and what it needs, as packages of a GOPATH.
DEBIAN = "/usr/share/gocode"
PLAIN = ROOT + "/tests/media/opus.ogg"


def frames(path):
    """frames returns the packets of an Ogg file behind its two headers."""
    with open(path, "rb") as file:
        data = file.read()
    packets, packet, at = [], b"", 0
    while at < len(data):
        sizes = data[at + 27:at + 27 + data[at + 26]]
        at += 27 + len(sizes)
        for size in sizes:
            packet += data[at:at + size]
            at += size
            if size < 255:
                packets.append(packet)
                packet = b""
    return packets[2:]


class AgentTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.environment = {**environment(), "GO111MODULE": "off", "GOFLAGS": "",
                           "GOPATH": f"{TEMPORARY}/gopath:{DEBIAN}"}
        sources = shutil.copytree(SOURCES, f"{TEMPORARY}/gopath/src/{MODULE}")
        for program, folder in (("agent", "agent"), ("player", "agent/player")):
            run("go", "build", "-o", f"{TEMPORARY}/{program}", ".",
                cwd=f"{sources}/{folder}", env=cls.environment)
        private_network.enter()

    def sealed_file(self, profile):
        """sealed_file returns a file of the frames that the command line sealed."""
        sealed = f"{TEMPORARY}/{profile}.ogg"
        run(ROOT + "/tools/sealframe", "media", "encrypt", "--profile", profile, "--key", KEY,
            "--in", PLAIN, "--out", sealed)
        with open(sealed + ".hex", "w", encoding="ascii") as file:
            file.writelines(frame.hex() + "\n" for frame in frames(sealed))
        return sealed + ".hex"

    def call(self, profile, key):
        """call returns the frames that the agent wrote, and what it logged."""
        opened = f"{TEMPORARY}/{profile}.{key}.ogg"
        answers, back = os.pipe()
        player = subprocess.Popen(
            [TEMPORARY + "/player", "-profile", profile, self.sealed_file(profile)],
            stdin=answers, stdout=subprocess.PIPE, env=self.environment)
        agent = subprocess.Popen(
            [TEMPORARY + "/agent", "-profile", profile, "-key", key, "-out", opened],
            stdin=player.stdout, stdout=back, stderr=subprocess.PIPE, text=True,
            env=self.environment)
        os.close(answers)
        os.close(back)
        player.stdout.close()
        try:
            logged = agent.communicate(timeout=60)[1]
        except subprocess.TimeoutExpired:
            for process in (player, agent):
                process.send_signal(signal.SIGQUIT)  # Go prints all goroutines.
            player.wait()
            self.fail(agent.communicate()[1])
        self.assertEqual((player.wait(), agent.returncode), (0, 0), logged)
        return frames(opened), logged

    def test_what_is_opened_is_what_was_sealed(self):
        plain = frames(PLAIN)
        for profile in ("livekit", "sframe"):
            with self.subTest(profile):
                opened, logged = self.call(profile, KEY)
                self.assertIn("alice: ok", logged)
                # A busy machine may lose packets.
                self.assertGreater(len(opened), len(plain) // 2)
                self.assertLessEqual(set(opened), set(plain))

    def test_with_another_key_nothing_is_opened(self):
        opened, logged = self.call("livekit", "08" * 16)
        self.assertIn("alice: decryption_failed", logged)
        self.assertEqual(opened, [])


if __name__ == "__main__":
    unittest.main()
