# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests `media encrypt` and `media decrypt` on MP4 and Matroska files of ffmpeg."""

import functools
import os
import random
import resource
import shutil
import subprocess
import tempfile
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import run

KEY = ["--key", "0123456789abcdef" * 2]

PROFILES = ("sframe", "livekit", "videosdk", "jframe", "dave", "getstream")

# Less than the largest files here. Sealing takes 15 MB with the FFmpeg of Debian 12,
# and 50 MB with that of Debian 13, whatever the size of the file.
MEMORY = 64 << 20

# The files that are tried in every profile. The others differ in the container
# only, and are tried in a profile that seals whole frames and in one that keeps
# NAL units.
EVERYWHERE = ("h264.mp4", "av1.webm", "h265.mkv")

VIDEO = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=15:duration=1"]
AUDIO = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=1"]
BOTH = [*VIDEO, *AUDIO, "-pix_fmt", "yuv420p", "-g", "8"]
H264 = ["-c:v", "libx264", "-bf", "2", "-b_strategy", "0"]
H265 = ["-c:v", "libx265", "-x265-params", "log-level=error:pools=none:bframes=2"]
AV1 = ["-c:v", "libaom-av1", "-cpu-used", "8"]
OPUS = ["-c:a", "libopus"]

# Names of files with the arguments that make them.
FILES = {
    "h264.mp4": [*BOTH, *H264, *OPUS],
    "fragmented.mp4": [*BOTH, *H264, *OPUS, "-movflags",
                       "frag_keyframe+empty_moov+default_base_moof"],
    "rotated.mov": [*VIDEO, "-pix_fmt", "yuv420p", *H264, "-metadata:s:v", "rotate=90"],
    "h265.mp4": [*BOTH, *H265, *OPUS],
    "av1.mp4": [*BOTH, *AV1, *OPUS],
    "vp9.mp4": [*BOTH, "-c:v", "libvpx-vp9", *OPUS],
    "opus.mp4": [*AUDIO, *OPUS],
    "vp8.webm": [*BOTH, "-c:v", "libvpx", *OPUS],
    "vp9.webm": [*BOTH, "-c:v", "libvpx-vp9", *OPUS],
    "av1.webm": [*BOTH, *AV1, *OPUS],
    "h264.mkv": [*BOTH, *H264, *OPUS],
    "h265.mkv": [*BOTH, *H265, *OPUS],
    "two.mkv": [*VIDEO, *VIDEO, *AUDIO, "-map", "0", "-map", "1", "-map", "2",
                "-pix_fmt", "yuv420p", "-c:v", "libvpx", *OPUS],
}


def limit_memory():
    """limit_memory limits the address space of a child and of its helper."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


@functools.lru_cache(maxsize=None)
def facts(path):
    """facts returns the properties that sealing keeps and opening restores."""
    return streams(path), times(path), packets(path)


def make(path, arguments):
    """make has ffmpeg write a file."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments, "-threads", "1", path],
                   timeout=120, check=True, stdin=subprocess.DEVNULL)


def probe(path, *arguments):
    """probe returns ffprobe's output about a file, and its exit code."""
    done = subprocess.run(["ffprobe", "-v", "quiet", *arguments, "-of", "compact", path],
                          capture_output=True, timeout=60, check=False)
    return done.returncode, sorted(done.stdout.decode().splitlines())


def packets(path):
    """packets returns the streams, times, flags and bytes of all packets."""
    return probe(path, "-show_entries", "packet=stream_index,pts_time,dts_time,flags,data_hash",
                 "-show_data_hash", "md5")


def times(path):
    """times returns the container's fields of each packet."""
    return probe(path, "-fflags", "+noparse+nofillin", "-show_entries",
                 "packet=stream_index,pts_time,flags")


def streams(path):
    return probe(path, "-show_entries",
                 "stream=codec_name,width,height,channels,sample_rate:stream_side_data=rotation")


def decoded(path):
    """decoded returns the number of pictures that ffmpeg can decode."""
    _, lines = probe(path, "-count_frames", "-select_streams", "v", "-show_entries",
                     "stream=nb_read_frames")
    return sum(int(line.rpartition("=")[2]) for line in lines
               if line.rpartition("=")[2].isdigit())


class AvTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.samples = tempfile.mkdtemp()
        for name, arguments in FILES.items():
            make(cls.sample(name), arguments)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.samples)

    @classmethod
    def sample(cls, name):
        return os.path.join(cls.samples, name)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def media(self, command, path, out, *flags, stdin=b""):
        return run("media", command, *KEY, "--in", path, "--out", out, *flags, stdin=stdin)

    def seal(self, name, profile="sframe", *flags):
        """seal returns the path of the sealed file."""
        sealed = self.path("sealed_" + name)
        done = self.media("encrypt", self.sample(name), sealed, "--profile", profile, *flags)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        return sealed

    def test_all_packets_and_times_come_back_and_sealed_files_are_readable(self):
        for profile in PROFILES:
            for name in FILES:
                if name not in EVERYWHERE and profile not in ("sframe", "livekit"):
                    continue
                if profile == "getstream" and name.startswith(("h265", "av1")):
                    continue
                with self.subTest(profile=profile, name=name):
                    aware = profile in ("livekit", "videosdk")
                    flags = ["--allow-av1"] if aware and name.startswith("av1") else []
                    sealed = self.seal(name, profile, *flags)
                    wanted = facts(self.sample(name))
                    self.assertEqual((streams(sealed), times(sealed)), wanted[:2])
                    opened = self.path("opened_" + name)
                    done = self.media("decrypt", sealed, opened, "--profile", profile)
                    self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
                    self.assertEqual((streams(opened), times(opened), packets(opened)), wanted)

    def test_sealed_files_do_not_decode(self):
        for name in ("h264.mp4", "h265.mkv", "av1.mp4", "vp9.webm"):
            self.assertGreater(decoded(self.sample(name)), 0)
            self.assertEqual(decoded(self.seal(name)), 0, name)

    def test_each_stream_has_its_own_nonces(self):
        sealed = self.seal("two.mkv", "livekit", "--ssrc", "0x01020304")
        done = sealframe.run_json("inspect", "--profile", "livekit", *KEY, "--in", sealed)
        counters = [frame["counter"] for frame in done["frames"]]
        self.assertEqual(len(counters), len(set(counters)))
        with open(sealed, "rb") as file:
            content = file.read()
        for last in (4, 5, 6):  # The SSRCs of the three streams, in their IVs.
            self.assertIn(bytes([1, 2, 3, last]), content)

    def test_inspect_reads_them(self):
        sealed = self.seal("h264.mp4", "dave")
        done = sealframe.run_json("inspect", "--profile", "dave", *KEY, "--in", sealed)
        self.assertEqual(done["opened"], len(done["frames"]))
        self.assertEqual(done["codec"], "opus, h264")
        self.assertEqual({frame["stream"] for frame in done["frames"]}, {0, 1})

    def test_a_wrong_key_writes_nothing(self):
        out = self.path("out.mp4")
        done = run("media", "decrypt", "--profile", "sframe", "--key", "00" * 16, "--in",
                   self.seal("h264.mp4"), "--out", out)
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
        self.assertFalse(os.path.exists(out))

    def test_content_that_cannot_be_sealed_is_refused_with_its_name(self):
        subtitles = self.path("in.srt")
        with open(subtitles, "w", encoding="ascii") as file:
            file.write("1\n00:00:00,000 --> 00:00:01,000\nsecret\n")
        chapters = self.path("chapters")
        with open(chapters, "w", encoding="ascii") as file:
            file.write(";FFMETADATA1\n[CHAPTER]\nSTART=0\nEND=1\ntitle=one\n")
        h264 = ["-i", self.sample("h264.mkv"), "-c", "copy"]
        for name, arguments, words in (
                ("aac.mp4", ["-i", self.sample("h264.mp4"), "-c:v", "copy", "-c:a", "aac"],
                 ("stream 1 is aac", "-c:a libopus")),
                ("sub.mkv", ["-i", subtitles, *h264, "-map", "0", "-map", "1"], ("subrip",)),
                ("chapters.mkv", ["-i", chapters, *h264, "-map", "1", "-map_chapters", "0"],
                 ("chapters",)),
                ("alpha.webm", [*VIDEO, "-vf", "format=yuva420p", "-c:v", "libvpx",
                                "-auto-alt-ref", "0"], ("transparency",))):
            with self.subTest(name=name):
                path, out = self.path(name), self.path("out_" + name)
                make(path, arguments)
                done = self.media("encrypt", path, out, "--profile", "sframe")
                self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
                for word in words:
                    self.assertIn(word, done.stderr.decode())
                self.assertFalse(os.path.exists(out))

    def test_truncated_files_are_refused(self):
        for name in FILES:
            with open(self.sample(name), "rb") as file:
                whole = file.read()
            for size in (40, len(whole) // 2, len(whole) - 1500):
                with self.subTest(name=name, size=size):
                    done = self.media("encrypt", "-", "-", "--profile", "sframe",
                                      stdin=whole[:size])
                    self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
                    self.assertEqual(done.stdout, b"")

    def test_altered_files_are_sealed_or_refused(self):
        randomness = random.Random(1)
        for name in ("h264.mp4", "fragmented.mp4", "av1.webm", "h265.mkv"):
            with open(self.sample(name), "rb") as file:
                whole = file.read()
            for _ in range(6):
                altered = bytearray(whole)
                for _ in range(8):
                    near = randomness.choice((len(whole), 2000))
                    altered[randomness.randrange(min(near, len(whole)))] = randomness.randrange(256)
                done = self.media("encrypt", "-", "-", "--profile", "sframe",
                                  stdin=bytes(altered))
                self.assertIn(done.returncode, (sealframe.DONE, sealframe.INPUT_OUTPUT),
                              done.stderr)
                self.assertEqual(done.returncode == sealframe.DONE, done.stdout != b"")

    def test_standard_input_and_output_carry_containers(self):
        with open(self.sample("vp8.webm"), "rb") as file:
            plain = file.read()
        sealed = run("media", "encrypt", "--profile", "sframe", *KEY, stdin=plain)
        self.assertEqual(sealed.returncode, sealframe.DONE, sealed.stderr)
        opened = self.path("opened.webm")
        done = self.media("decrypt", "-", opened, "--profile", "sframe", stdin=sealed.stdout)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        self.assertEqual(packets(opened), packets(self.sample("vp8.webm")))

    @unittest.skipIf(sealframe.RUN_UNDER, "an emulator needs more memory")
    def test_no_file_takes_the_place_of_a_closed_standard_descriptor(self):
        path, sealed, opened = self.sample("vp8.webm"), self.path("sealed"), self.path("opened")
        for closed in ((0, 2), (0, 1), (1, 2), (0, 1, 2)):
            def closing(*arguments, closed=closed):
                def close():
                    for descriptor in closed:
                        os.close(descriptor)

                return run("media", *arguments, *KEY, "--profile", "sframe", stdin=None,
                           preexec_fn=close)

            with self.subTest(closed=closed):
                for arguments in (["encrypt", path, "--out", sealed],
                                  ["decrypt", sealed, "--out", opened]):
                    done = closing(*arguments)
                    self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
                self.assertEqual(packets(opened), packets(path))
                self.assertEqual(closing("encrypt", path).returncode,
                                 sealframe.INPUT_OUTPUT if 1 in closed else sealframe.DONE)

    def test_files_larger_than_memory_come_back(self):
        noise = self.path("noise.mp4")
        make(noise, ["-f", "lavfi", "-i",
                     "testsrc=size=640x360:rate=30:duration=2,noise=alls=90:allf=t", *AUDIO,
                     "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-qp",
                     "14", *OPUS])
        for name in ("large.mp4", "large.mkv"):
            with self.subTest(name=name):
                path, sealed, opened = self.path(name), self.path("s_" + name), self.path(
                    "o_" + name)
                loops = 2 * MEMORY // os.path.getsize(noise)
                make(path, ["-stream_loop", str(loops), "-i", noise, "-c", "copy"])
                self.assertGreater(os.path.getsize(path), MEMORY)
                for command, source, out in (("encrypt", path, sealed),
                                             ("decrypt", sealed, opened)):
                    done = run("media", command, *KEY, "--profile", "sframe", source, "--out",
                               out, preexec_fn=limit_memory)
                    self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
                self.assertEqual(packets(opened), packets(path))

    def test_a_hole_in_a_file_is_refused_with_words(self):
        for name in ("h264.mp4", "fragmented.mp4", "vp8.webm", "h264.mkv"):
            for size in (40, 2000):
                with self.subTest(name=name, size=size):
                    path = self.path(name)
                    with open(self.sample(name), "rb") as file, open(path, "wb") as sparse:
                        sparse.write(file.read(size))
                        sparse.truncate(1 << 30)
                    options = {} if sealframe.RUN_UNDER else {"preexec_fn": limit_memory}
                    done = run("media", "encrypt", *KEY, "--profile", "sframe", path, **options)
                    self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
                    self.assertIn(path + ": ", done.stderr.decode())
                    self.assertEqual(done.stdout, b"")

    def test_no_temporary_file_is_left_and_a_missing_folder_is_named(self):
        out, folder = self.path("out.mp4"), self.path("temporary")
        flags = ["--profile", "sframe", *KEY, self.sample("h264.mp4"), "--out", out]
        environment = {**os.environ, "TMPDIR": folder}
        done = run("media", "encrypt", *flags, env=environment)
        self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
        self.assertIn(f"temporary file in {folder}: ", done.stderr.decode())
        os.mkdir(folder)
        done = run("media", "encrypt", *flags, env=environment)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        self.assertEqual(os.listdir(folder), [])

    def test_without_the_helper_the_message_names_it(self):
        alone = self.path("sealframe")
        shutil.copy(sealframe.PROGRAM, alone)
        done = subprocess.run(
            [alone, "media", "encrypt", "--profile", "sframe", *KEY, "--in",
             self.sample("vp8.webm")],
            capture_output=True, timeout=60,
            env={"PATH": "/nonexistent", "TMPDIR": tempfile.gettempdir()}, check=False)
        self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
        self.assertIn("sealframe-av", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
