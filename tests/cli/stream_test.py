# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests that media are processed frame by frame, in bounded memory, and that other inputs
are refused from their first bytes."""

import json
import os
import resource
import shutil
import subprocess
import tempfile
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import media, run

KEY = ["--profile", "sframe", "--key", "00" * 16]
ENCRYPT = ["media", "encrypt", *KEY]
# Far less than the files below. Sealing takes about 10 MB; an emulator takes more.
MEMORY = 64 << 20
SIZE = 128 << 20
# Frames of files that grow by repeating them.
BODIES = {"vp8.ivf": 32, "h264.h264": 0, "av1.ivf": 32}


def limit_memory(limit=MEMORY):
    """limit_memory limits the address space of a child."""
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


class StreamTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def large(self, name):
        """large writes a file of about SIZE bytes with the frames of a sample, over and
        over, and returns its path."""
        with open(media(name), "rb") as file:
            sample = file.read()
        head, body = sample[:BODIES[name]], sample[BODIES[name]:]
        block = body * ((1 << 20) // len(body))
        path = self.path(name)
        with open(path, "wb") as file:
            file.write(head)
            for _ in range(SIZE // len(block)):
                file.write(block)
        return path

    @unittest.skipIf(sealframe.RUN_UNDER, "an emulator needs more memory")
    def test_files_larger_than_memory_round_trip(self):
        for name in BODIES:
            with self.subTest(name):
                path, sealed, opened = self.large(name), self.path("sealed"), self.path("opened")
                done = run(*ENCRYPT, path, "--out", sealed, preexec_fn=limit_memory)
                self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
                done = run("media", "decrypt", *KEY, sealed, "--out", opened,
                           preexec_fn=limit_memory)
                self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
                subprocess.run(["cmp", path, opened], check=True)

    def test_a_pipe_receives_frames_before_the_input_ends(self):
        for name in ("vp8.ivf", "opus.ogg", "h264.h264"):
            with self.subTest(name), subprocess.Popen(
                    [*sealframe.RUN_UNDER, sealframe.PROGRAM, *ENCRYPT],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
                with open(media(name), "rb") as file:
                    sample = file.read()
                process.stdin.write(sample[:-10])
                early = process.stdout.read(2000)  # It waits for the first.
                self.assertTrue(early)
                process.stdin.write(sample[-10:])
                sealed = early + process.communicate()[0]
                self.assertEqual(process.returncode, sealframe.DONE)
                done = run("media", "decrypt", *KEY, stdin=sealed)
                self.assertEqual(done.stdout, sample)

    def test_standard_output_ends_before_the_first_frame_that_does_not_open(self):
        sealed = bytearray(run(*ENCRYPT, media("vp8.ivf")).stdout)
        sealed[-1] ^= 1
        done = run("media", "decrypt", *KEY, stdin=bytes(sealed))
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
        with open(media("vp8.ivf"), "rb") as file:
            plain = file.read()
        self.assertTrue(plain.startswith(done.stdout))
        self.assertGreater(len(done.stdout), 1000)
        self.assertLess(len(done.stdout), len(plain))

    def test_other_inputs_are_refused_from_their_first_bytes(self):
        sparse = self.path("sparse")
        with open(sparse, "wb") as file:
            file.truncate(1 << 40)
        options = {} if sealframe.RUN_UNDER else {"preexec_fn": limit_memory}
        for path in (sparse, "/dev/zero"):
            done = run(*ENCRYPT, path, **options)
            self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
            self.assertIn(path + ": unknown file format", done.stderr.decode())

    def test_a_hole_in_a_media_file_is_refused_with_its_place(self):
        for name, size in (("vp8.ivf", 32), ("opus.ogg", 200), ("h264.h264", 5),
                           ("h265.h265", 5)):
            for command in (ENCRYPT, ["inspect"]):
                with self.subTest(name, command=command):
                    path = self.path(name)
                    with open(media(name), "rb") as file, open(path, "wb") as sparse:
                        sparse.write(file.read(size))
                        sparse.truncate(1 << 40)
                    # Room for the look ahead of the largest frame.
                    options = {} if sealframe.RUN_UNDER else {
                        "preexec_fn": lambda: limit_memory(4 * MEMORY)}
                    done = run(*command, path, **options)
                    self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
                    self.assertIn(path + ": ", done.stderr.decode())
                    self.assertIn(" byte", done.stderr.decode())

    @unittest.skipIf(sealframe.RUN_UNDER, "an emulator needs more memory")
    def test_a_command_without_memory_ends_with_words_and_no_file(self):
        path = self.path("sparse.h264")
        with open(media("h264.h264"), "rb") as file, open(path, "wb") as sparse:
            sparse.write(file.read(5))
            sparse.truncate(1 << 40)
        done = run(*ENCRYPT, path, "--out", self.path("out"), preexec_fn=limit_memory)
        self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
        self.assertEqual(done.stderr, b"sealframe: not enough memory\n")
        self.assertEqual(os.listdir(self.folder), ["sparse.h264"])

    @unittest.skipIf(sealframe.RUN_UNDER, "an emulator needs more memory")
    def test_inspect_of_a_file_larger_than_memory_lists_all_frames(self):
        path, report = self.large("vp8.ivf"), self.path("report")
        with open(report, "wb") as out:
            done = run("inspect", path, "--json", capture_output=False, stdout=out,
                       stderr=subprocess.PIPE, preexec_fn=limit_memory)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        with open(report, "rb") as file:
            frames = json.load(file)["frames"]
        self.assertEqual([frame["index"] for frame in frames], list(range(len(frames))))
        self.assertEqual(sum(12 + frame["size"] for frame in frames),
                         os.path.getsize(path) - 32)

    def test_inspect_reads_a_pipe(self):
        with open(media("vp8.ivf"), "rb") as file:
            piped = run("inspect", stdin=file.read())
        self.assertEqual(piped.stdout, run("inspect", media("vp8.ivf")).stdout)
        self.assertIn(b"file of 30 frames", piped.stdout)

    def test_frames_are_written_together(self):
        # A pipe of this kind keeps writes apart, in packets of up to a page.
        reader, writer = os.pipe2(os.O_DIRECT)
        try:
            done = run(*ENCRYPT, media("vp8.ivf"), capture_output=False, stdout=writer,
                       stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
            os.close(writer)
            packets = iter(lambda: os.read(reader, 1 << 16), b"")
            writes = sum(len(packet) < resource.getpagesize() for packet in packets)
            self.assertLess(writes, 5)  # Of 30 frames.
        finally:
            os.close(reader)

    def test_an_input_longer_than_any_frame_is_not_one(self):
        for command in (["inspect"], ["inspect", "--kind", "video"], ["frame", "seal", *KEY],
                        ["sframe", "inspect"]):
            done = run(*command, "--in", "/dev/zero")
            self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
            self.assertIn("/dev/zero: more than", done.stderr.decode())

    def test_other_containers_are_named_with_a_command(self):
        for content, name in ((b"FLV\1" + bytes(99), "FLV"),
                              ((b"G" + bytes(187)) * 4, "MPEG-TS"),
                              (b"RIFF\0\0\0\0AVI " + bytes(99), "AVI")):
            done = run(*ENCRYPT, stdin=content)
            self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
            self.assertIn(f"the file is {name}", done.stderr.decode())
            self.assertIn("ffmpeg -i FILE -c copy FILE.mkv", done.stderr.decode())

    def test_a_missing_helper_is_named_with_a_command(self):
        # The helper is looked for beside the program, so a copy runs alone.
        program = shutil.copy(sealframe.PROGRAM, self.folder)
        done = subprocess.run([*sealframe.RUN_UNDER, program, *ENCRYPT], timeout=60,
                              input=b"\x1a\x45\xdf\xa3" + bytes(99), check=False,
                              capture_output=True, env={**os.environ, "PATH": self.folder})
        self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
        self.assertIn("sealframe-av", done.stderr.decode())
        self.assertIn("ffmpeg -i FILE -map 0:v -c copy", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
