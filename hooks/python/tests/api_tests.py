# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The Python package does what its comments and the C interface promise."""

import array
import ctypes
import gc
import itertools
import tempfile
import threading
import unittest
import weakref
from unittest import mock

import numpy

import sealframe
from sealframe import _interface, _library
from sealframe import (Codec, DataPacketHeader, DataPacketOpener,
                       DataPacketSealer, Depacketizer, DiagnosisKey, DropReason,
                       Error, EventKind, FailureReason, FrameInfo, FrameStatus,
                       InsertResult, KeyKind, KeyMode, KeyProvider, Media,
                       Packetizer, PayloadOrigin, ProfileDetector,
                       ProviderOptions, ReceiveTransform, RtpPacket, Sdp,
                       SdpDecision, SdpSection, SendTransform, Session, Status,
                       StreamState, Suite, diagnose, sdp_decide)

KEY = bytes(range(32))
FRAME = bytes(range(100))
INFO = FrameInfo(Codec.OPUS, ssrc=1234, rtp_timestamp=960)
PROFILES = ("sframe", "livekit", "videosdk", "jframe", "dave", "getstream")


def provider(profile="sframe", sends=True, key=KEY, **options):
    """provider returns one that has Alice's key."""
    keys = KeyProvider(profile, ProviderOptions(**options))
    # DAVE's keys have 16 bytes, and GetStream's are the AEAD's.
    key = key[:16] if profile in ("dave", "getstream") else key
    if sends:
        keys.add_local_participant("alice")
    keys.set_key("alice", 0, key)
    if sends:
        keys.activate("alice", 0)
    return keys


def sender(profile="sframe", **options):
    return SendTransform(Session(provider(profile, **options), e2ee_enabled=True),
                         "alice", media=Media.AUDIO)


def receiver(profile="sframe", **options):
    keys = provider(profile, sends=False, **options)
    return ReceiveTransform(Session(keys, e2ee_enabled=True), "alice",
                            media=Media.AUDIO)


class FramesTest(unittest.TestCase):

    def test_every_profile_opens_what_it_sealed(self):
        for profile in PROFILES:
            with self.subTest(profile):
                sealed = sender(profile).seal(FRAME, INFO)
                self.assertEqual(sealed.status, FrameStatus.OK)
                self.assertNotIn(FRAME, sealed.data)
                opened = receiver(profile).open(sealed.data, INFO)
                self.assertEqual((opened.status, opened.data),
                                 (FrameStatus.OK, FRAME))

    def test_a_frame_that_does_not_open_has_no_data(self):
        sealed = sender().seal(FRAME).data
        opened = receiver().open(sealed[:-1] + bytes([sealed[-1] ^ 1]))
        self.assertEqual((opened.status, opened.data),
                         (FrameStatus.NOT_AUTHENTIC, None))

    def test_metadata_is_authenticated(self):
        sealed = sender().seal(FRAME, FrameInfo(metadata=b"header")).data
        self.assertEqual(receiver().open(sealed).status, FrameStatus.NOT_AUTHENTIC)
        self.assertEqual(
            receiver().open(sealed, FrameInfo(metadata=b"header")).data, FRAME)
        self.assertEqual(receiver().open(sealed, FrameInfo(metadata=b"healer")).status,
                         FrameStatus.NOT_AUTHENTIC)

    def test_any_buffer_is_a_frame(self):
        for frame in (FRAME, bytearray(FRAME), memoryview(FRAME),
                      memoryview(bytearray(FRAME)), array.array("B", FRAME),
                      numpy.frombuffer(FRAME, numpy.int16)):
            with self.subTest(type(frame)):
                sealed = sender().seal(frame).data
                self.assertEqual(receiver().open(bytearray(sealed)).data, FRAME)

    def test_a_buffer_in_pieces_is_refused(self):
        with self.assertRaises((BufferError, ValueError)):
            sender().seal(numpy.frombuffer(FRAME, numpy.uint8)[::2])
        with self.assertRaises(TypeError):
            sender().seal("a text")

    def test_frames_are_sealed_and_opened_in_place(self):
        for make in (bytearray, lambda size: numpy.zeros(size, numpy.uint8)):
            camera, room = sender(), make(200)
            memoryview(room)[:len(FRAME)] = FRAME
            result = camera.seal_into(memoryview(room)[:len(FRAME)], room)
            self.assertEqual(result.status, FrameStatus.OK)
            opened = receiver().open_into(memoryview(room)[:result.size], room)
            self.assertEqual(bytes(memoryview(room)[:opened.size]), FRAME)

    def test_output_that_cannot_be_written_is_refused(self):
        with self.assertRaises(BufferError):
            sender().seal_into(FRAME, bytes(200))

    def test_output_that_is_too_small_has_no_frame(self):
        out = bytearray(b"x" * 50)
        result = sender().seal_into(FRAME, out)
        self.assertEqual((result.status, result.size),
                         (FrameStatus.BUFFER_TOO_SMALL, 0))
        self.assertEqual(out, bytes(50))

    def test_held_frames_come_out_with_their_info_once_their_key_is_set(self):
        keys = KeyProvider("sframe")
        keys.set_key("alice", 1, KEY)
        session = Session(keys, e2ee_enabled=True)
        screen = ReceiveTransform(session, "alice", media=Media.VIDEO,
                                  hold_max_frames=8, hold_max_bytes=10_000,
                                  hold_max_age_ms=60_000)
        sealed = sender().seal(FRAME).data
        held = screen.open(sealed, FrameInfo(ssrc=5, token=7))
        self.assertEqual((held.status, screen.num_held()), (FrameStatus.HELD, 1))
        self.assertEqual(list(screen.open_held()), [])
        keys.set_key("alice", 0, KEY)
        (frame,) = screen.open_held()
        self.assertEqual((frame.data, frame.info.ssrc, frame.info.token),
                         (FRAME, 5, 7))

    def test_a_key_that_is_set_while_held_frames_come_out_loses_none(self):
        keys = KeyProvider("sframe")
        keys.add_remote_participant("alice")
        session = Session(keys, e2ee_enabled=True, allow_no_key=True)
        screen = ReceiveTransform(session, "alice", media=Media.VIDEO, hold_max_frames=2)
        screen.open(sender().seal(FRAME).data)
        library = _library.library
        measure = library.sealframe_receive_transform_next_held_size

        def measure_and_set_key(handle):
            size = measure(handle)
            if size == 0:  # As if another thread had set it just now.
                keys.set_key("alice", 0, KEY)
            return size

        with mock.patch.object(library, "sealframe_receive_transform_next_held_size",
                               measure_and_set_key):
            (frame,) = itertools.islice(screen.open_held(), 1)
        self.assertEqual((frame.status, frame.data), (FrameStatus.OK, FRAME))

    def test_a_held_frame_that_does_not_open_comes_out_without_data(self):
        keys = KeyProvider("sframe")
        keys.set_key("alice", 1, KEY)
        screen = ReceiveTransform(Session(keys, e2ee_enabled=True), "alice",
                                  media=Media.AUDIO, hold_max_frames=2)
        camera = sender()
        altered, good = bytearray(camera.seal(FRAME).data), camera.seal(FRAME).data
        altered[-1] ^= 1
        for frame in (altered, good):
            self.assertEqual(screen.open(frame).status, FrameStatus.HELD)
        keys.set_key("alice", 0, KEY)
        self.assertEqual([(frame.status, frame.data) for frame in screen.open_held()],
                         [(FrameStatus.NOT_AUTHENTIC, None), (FrameStatus.OK, FRAME)])

    def test_bounds_of_held_frames_need_a_number_of_frames(self):
        session = Session(provider(sends=False))
        for bounds in ({"hold_max_bytes": 1000}, {"hold_max_age_ms": 1000}):
            with self.assertRaisesRegex(Error, "hold_max_frames is 0"):
                ReceiveTransform(session, "alice", media=Media.AUDIO, **bounds)

    def test_buffers_are_free_after_the_call(self):
        frame, out = bytearray(FRAME), bytearray(1000)
        sender().seal_into(frame, out)
        frame.append(0)
        out.append(0)

    def test_threads_may_share_a_transform(self):
        camera, screen, frames = sender(), receiver(), []

        def seal():
            for _ in range(200):
                frames.append(camera.seal(FRAME).data)

        threads = [threading.Thread(target=seal) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({screen.open(frame).status for frame in frames},
                         {FrameStatus.OK})

    def test_a_transform_may_be_closed_while_another_thread_uses_it(self):
        for _ in range(50):
            camera = sender()

            def seal(camera=camera):
                try:
                    while True:
                        camera.seal(FRAME)
                except ValueError:
                    pass

            thread = threading.Thread(target=seal)
            thread.start()
            camera.close()
            thread.join()


class KeysTest(unittest.TestCase):

    def test_a_refusal_is_an_error_that_names_the_method(self):
        keys = KeyProvider("sframe")
        with self.assertRaises(Error) as caught:
            keys.activate("alice", 0)
        self.assertEqual(caught.exception.status, Status.NOT_FOUND)
        self.assertNotIn("sealframe_", str(caught.exception))

    def test_every_option_of_the_c_interface_can_be_set(self):
        fields = {name for name, _ in _interface.ProviderOptions._fields_}
        with_own_form = {"struct_size", "profile", "salt_size", "has_ratchet_window",
                         "reserve_counters_user_data"}
        self.assertEqual(set(ProviderOptions.__dataclass_fields__),
                         fields - with_own_form)

    def test_options_reach_the_library(self):
        sealed = sender(suite=Suite.AES_256_GCM_SHA512_128).seal(FRAME).data
        self.assertIsNone(receiver().open(sealed).data)
        same = receiver(suite=Suite.AES_256_GCM_SHA512_128)
        self.assertEqual(same.open(sealed).data, FRAME)
        salted = sender("livekit", salt=b"another salt").seal(FRAME, INFO).data
        self.assertIsNone(receiver("livekit").open(salted, INFO).data)
        same = receiver("livekit", salt=b"another salt")
        self.assertEqual(same.open(salted, INFO).data, FRAME)
        with self.assertRaises(Error):
            KeyProvider("sframe", ProviderOptions(key_bits=256))
        with self.assertRaises(Error):
            provider("livekit", ratchet_window=0).ratchet("alice")

    def test_what_c_would_change_is_refused(self):
        keys = provider()
        refused = (ctypes.ArgumentError, OverflowError, ValueError)
        for call in (lambda: keys.set_key("alice\0", 1, KEY),
                     lambda: keys.set_key("alice", -1, KEY),
                     lambda: keys.set_key("alice", 1 << 64, KEY),
                     lambda: keys.add_ssrc("alice", 1 << 32),
                     lambda: keys.add_remote_participant("bob", 1 << 64),
                     lambda: KeyProvider("sframe\0"),
                     lambda: provider("livekit", key_bits=(1 << 32) + 128),
                     lambda: provider("livekit", ratchet_window=-1),
                     lambda: SendTransform(Session(keys), "alice\0", media=Media.AUDIO),
                     lambda: sender().seal(FRAME, FrameInfo(ssrc=1 << 32)),
                     lambda: sender().seal(FRAME, FrameInfo(token=-1)),
                     lambda: receiver().max_opened_size(-1),
                     lambda: sealframe.inspect(FRAME, Media.AUDIO, "sframe\0")):
            with self.assertRaises(refused):
                call()

    def test_a_shared_key_has_sender_numbers(self):
        ends = {}
        for me, other in (("alice", "bob"), ("bob", "alice")):
            keys = KeyProvider("sframe", ProviderOptions(KeyMode.SHARED))
            numbers = {"alice": 0, "bob": 1}
            keys.add_local_participant(me, numbers[me])
            keys.add_remote_participant(other, numbers[other])
            keys.set_shared_key(0, KEY)
            keys.activate(me, 0)
            ends[me] = Session(keys, e2ee_enabled=True)
        camera = SendTransform(ends["alice"], "alice", media=Media.VIDEO)
        screen = ReceiveTransform(ends["bob"], "alice", media=Media.VIDEO)
        self.assertEqual(screen.open(camera.seal(FRAME).data).data, FRAME)

    def test_the_current_key_lets_another_join_after_a_ratchet_step(self):
        keys = provider("livekit")
        keys.ratchet("alice")
        current = keys.current_key("alice")
        self.assertEqual((current.step, current.kind), (1, KeyKind.BYTES))
        self.assertNotIn("key=", repr(current))
        camera = SendTransform(Session(keys, e2ee_enabled=True), "alice",
                               media=Media.AUDIO)
        late = KeyProvider("livekit")
        late.set_key("alice", current.key_index, current.key, step=current.step)
        screen = ReceiveTransform(Session(late, e2ee_enabled=True), "alice",
                                  media=Media.AUDIO)
        self.assertEqual(screen.open(camera.seal(FRAME, INFO).data, INFO).data, FRAME)

    def test_the_current_key_is_whole_if_a_longer_one_is_activated_meanwhile(self):
        keys = provider()
        keys.set_key("alice", 1, KEY + KEY)
        library = _library.library
        read = library.sealframe_provider_current_key

        def read_and_activate(*arguments):
            status = read(*arguments)
            keys.activate("alice", 1)
            return status

        with mock.patch.object(library, "sealframe_provider_current_key",
                               read_and_activate):
            current = keys.current_key("alice")
        self.assertEqual((current.key_index, current.key), (1, KEY + KEY))

    def test_a_key_may_be_set_at_its_step(self):
        keys = provider("sframe", ratchet_bits=4)
        keys.ratchet("alice")
        current = keys.current_key("alice")
        camera = SendTransform(Session(keys, e2ee_enabled=True), "alice",
                               media=Media.AUDIO)
        late = KeyProvider("sframe", ProviderOptions(ratchet_bits=4))
        late.set_key("alice", 0, current.key, step=current.step)
        screen = ReceiveTransform(Session(late, e2ee_enabled=True), "alice",
                                  media=Media.AUDIO)
        self.assertEqual(screen.open(camera.seal(FRAME).data).data, FRAME)

    def test_a_retired_key_opens_until_its_overlap_ends(self):
        for overlap_ms, status in ((1 << 30, FrameStatus.OK),
                                   (0, FrameStatus.MISSING_KEY)):
            keys = provider(sends=False)
            session = Session(keys, e2ee_enabled=True)
            screen = ReceiveTransform(session, "alice", media=Media.AUDIO)
            keys.retire("alice", 0, overlap_ms)
            session.poll()
            self.assertEqual(screen.open(sender().seal(FRAME).data).status, status)

    def test_all_bytes_of_a_salt_count(self):
        sealed = sender("livekit", salt=b"salt").seal(FRAME, INFO).data
        self.assertEqual(receiver("livekit", salt=b"salt").open(sealed, INFO).data, FRAME)
        self.assertEqual(receiver("livekit", salt=b"sale").open(sealed, INFO).status,
                         FrameStatus.NOT_AUTHENTIC)

    def test_dave_passes_plain_frames_in_the_directions_that_are_set(self):
        keys = provider("dave")
        camera = SendTransform(Session(keys, e2ee_enabled=True), "alice",
                               media=Media.AUDIO)
        keys.set_dave_passthrough(True, False)
        plain = camera.seal(FRAME, INFO)
        self.assertEqual((plain.status, plain.data), (FrameStatus.PASSED_THROUGH, FRAME))
        others = provider("dave", sends=False)
        screen = ReceiveTransform(Session(others, e2ee_enabled=True), "alice",
                                  media=Media.AUDIO)
        others.set_dave_passthrough(True, False)
        self.assertIsNone(screen.open(FRAME, INFO).data)
        others.set_dave_passthrough(False, True)
        self.assertEqual(screen.open(FRAME, INFO).data, FRAME)

    def test_a_closed_provider_leaves_its_folder_to_another(self):
        with tempfile.TemporaryDirectory() as folder:
            keys = KeyProvider("sframe",
                               ProviderOptions(counter_reservations_folder=folder))
            with self.assertRaises(Error):
                KeyProvider("sframe", ProviderOptions(counter_reservations_folder=folder))
            keys.close()
            KeyProvider("sframe", ProviderOptions(counter_reservations_folder=folder))

    def test_the_application_reserves_counters(self):
        store, asked = {}, []

        def reserve(fingerprint, count):
            asked.append(len(fingerprint))
            begin = store.get(fingerprint, 0)
            store[fingerprint] = begin + count
            return begin

        key = bytes([1]) * 32
        sealed = sender(key=key, reserve_counters=reserve).seal(FRAME)
        self.assertEqual((sealed.status, asked[0]), (FrameStatus.OK, 16))

    def test_a_store_that_fails_refuses_the_key(self):
        def reserve(fingerprint, count):
            raise OSError("no disk")

        def interrupted(fingerprint, count):
            raise KeyboardInterrupt

        for store in (reserve, interrupted, lambda fingerprint, count: -count,
                      lambda fingerprint, count: 1 << 64,
                      lambda fingerprint, count: None):
            with self.assertRaises(Error) as caught:
                provider(key=bytes([2]) * 32, reserve_counters=store)
            self.assertEqual(caught.exception.status, Status.UNAVAILABLE)


class SessionTest(unittest.TestCase):

    def test_frames_are_dropped_until_encryption_is_on(self):
        session = Session(provider())
        camera = SendTransform(session, "alice", media=Media.VIDEO)
        self.assertEqual(camera.seal(FRAME).status, FrameStatus.NOT_READY)
        session.e2ee_enabled = True
        self.assertTrue(session.e2ee_enabled)
        self.assertEqual(camera.seal(FRAME).status, FrameStatus.OK)

    def test_a_call_may_begin_before_its_first_key_if_it_says_so(self):
        keys = KeyProvider("sframe")
        keys.add_local_participant("alice")
        with self.assertRaisesRegex(Error, "allow_no_key"):
            Session(keys)
        session = Session(keys, e2ee_enabled=True, allow_no_key=True)
        camera = SendTransform(session, "alice", media=Media.AUDIO)
        sealed = camera.seal(FRAME)
        self.assertEqual((sealed.status, sealed.data), (FrameStatus.MISSING_KEY, None))

    def test_frames_pass_before_encryption_is_on_if_the_session_lets_them(self):
        session = Session(provider(), pass_frame_when_cryptor_not_ready=True)
        camera = SendTransform(session, "alice", media=Media.AUDIO)
        passed = camera.seal(FRAME)
        self.assertEqual((passed.status, passed.data),
                         (FrameStatus.PASSED_THROUGH, FRAME))

    def test_callbacks_live_as_long_as_what_may_call_them(self):
        def callbacks():
            return lambda fingerprint, count: 0, lambda: None

        for new in (SendTransform, ReceiveTransform):
            reserve, wake = callbacks()
            alive = [weakref.ref(reserve), weakref.ref(wake)]
            keys = provider(key=bytes([3]) * 32, reserve_counters=reserve)
            keys.add_remote_participant("bob")
            session = Session(keys, wake=wake)
            name = "alice" if new == SendTransform else "bob"
            stream = new(session, name, media=Media.AUDIO)
            del reserve, wake, keys, session
            gc.collect()
            self.assertNotIn(None, [callback() for callback in alive])
            stream.close()
            gc.collect()
            self.assertEqual([callback() for callback in alive], [None, None])

    def test_poll_returns_events_and_wake_announces_them(self):
        woken = []
        session = Session(provider(sends=False), e2ee_enabled=True,
                          wake=lambda: woken.append(True))
        screen = ReceiveTransform(session, "alice", track="cam", media=Media.VIDEO)
        session.poll()
        screen.open(sender().seal(FRAME).data)
        (event,) = session.poll()
        self.assertEqual(
            (event.kind, event.participant, event.track, event.state),
            (EventKind.STREAM_STATE, "alice", "cam", StreamState.OK))
        self.assertTrue(woken)

    def test_streams_and_keys_are_counted(self):
        camera, screen = sender(), receiver()
        sealed = camera.seal(FRAME).data
        screen.open(sealed)
        screen.open(sealed)
        self.assertEqual(camera.stats().frames_by_status, {FrameStatus.OK: 1})
        self.assertEqual(screen.stats().frames_by_status,
                         {FrameStatus.OK: 1, FrameStatus.REPLAYED: 1})
        self.assertEqual([(key.frames_opened, key.frames_replayed)
                          for key in screen.key_stats()], [(1, 1)])

    def test_closed_objects_refuse_calls_and_streams_outlive_their_session(self):
        keys = provider()
        session = Session(keys, e2ee_enabled=True)
        with SendTransform(session, "alice", media=Media.VIDEO) as camera:
            keys.close()
            session.close()
            session.close()
            self.assertEqual(camera.seal(FRAME).status, FrameStatus.OK)
            with self.assertRaisesRegex(ValueError, "this Session is closed"):
                session.poll()
        with self.assertRaisesRegex(ValueError, "this SendTransform is closed"):
            camera.seal(FRAME)

    def test_a_sealed_frame_is_inspected(self):
        sealed = sender().seal(FRAME)
        seen = sealframe.inspect(sealed.data, Media.AUDIO, "sframe")
        self.assertEqual((seen.profile, seen.kid), ("sframe", sealed.kid))
        # Without a profile, chance may make ciphertext look like another's trailer.
        dave = sender("dave").seal(FRAME, INFO)
        self.assertEqual(sealframe.inspect(dave.data, Media.AUDIO).profile, "dave")
        with self.assertRaises(Error):
            sealframe.inspect(b"", Media.AUDIO, "livekit")


SDP = ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
       "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n")


class RtpTest(unittest.TestCase):

    def packets(self, sealed, first=65535, **changes):
        """packets returns the RTP packets of a frame."""
        with Packetizer(1200) as packetizer:
            payloads = packetizer.payloads(sealed, marker=True)
        self.assertEqual([payload.is_first for payload in payloads],
                         [True] + [False] * (len(payloads) - 1))
        self.assertEqual([payload.marker for payload in payloads],
                         [False] * (len(payloads) - 1) + [True])
        return [RtpPacket(payload.data, 5, (first + i) % 65536, 3000, 96,
                          payload.marker, **changes)
                for i, payload in enumerate(payloads)]

    def test_a_frame_travels_in_payloads(self):
        sealed = sender().seal(bytes(3000)).data
        depacketizer = Depacketizer()
        packets = self.packets(sealed)
        results = [depacketizer.insert(packet) for packet in reversed(packets)]
        self.assertEqual(results, [InsertResult.HELD, InsertResult.HELD,
                                   InsertResult.FRAME_READY])
        frame = depacketizer.next()
        self.assertEqual(frame.data, sealed)
        self.assertEqual((frame.timestamp, frame.payload_type, frame.marker,
                          frame.origin), (3000, 96, True, PayloadOrigin.RAW))
        self.assertEqual(frame.last_sequence - frame.first_sequence, 2)
        self.assertIsNone(depacketizer.next())
        self.assertEqual(receiver().open(frame.data).data, bytes(3000))

    def test_packets_are_counted(self):
        depacketizer = Depacketizer(max_packets=16, max_payload_size=1200)
        packets = self.packets(bytes(3000), first=7)
        for packet in [*packets, packets[0]]:
            depacketizer.insert(packet)
        depacketizer.next()
        stats = depacketizer.stats()
        self.assertEqual((stats.packets_received, stats.packets_delivered,
                          stats.frames_delivered), (4, 3, 1))
        self.assertEqual(sum(stats.packets_dropped.values()), 1)
        self.assertLess(set(stats.packets_dropped), set(DropReason))

    def test_empty_frames_and_bad_sizes(self):
        self.assertEqual(Packetizer(2).payloads(b"", marker=True), [])
        (payload,) = Packetizer(1 << 62).payloads(FRAME, marker=True)
        self.assertEqual(payload.data[1:], FRAME)
        for create in (lambda: Packetizer(1), lambda: Depacketizer(max_packets=1 << 20)):
            with self.assertRaises(Error) as raised:
                create()
            self.assertEqual(raised.exception.status, Status.INVALID_ARGUMENT)
        self.assertEqual(
            Depacketizer().insert(RtpPacket(b"", 0, 65536, 0, 0, False)),
            InsertResult.INVALID_ARGUMENT)

    def test_sframe_is_negotiated(self):
        sdp = Sdp(SDP)
        self.assertEqual(sdp.num_sections(), 1)
        self.assertEqual(sdp.section(0), SdpSection("0", True, False, False))
        sdp.add_sframe(0)
        self.assertIn("a=sframe\r\n", sdp.text())
        sdp.check_payload_types()
        self.assertTrue(sdp.section(0).has_sframe)
        self.assertEqual(sdp_decide(True, True), SdpDecision.SFRAME)
        self.assertEqual(sdp_decide(False, False), SdpDecision.PLAIN)
        sdp.remove_sframe(0)
        self.assertEqual(sdp.text(), SDP)
        sdp.reject_section(0)
        self.assertTrue(sdp.section(0).is_rejected)
        for refused in (sdp.section, sdp.add_sframe):
            with self.assertRaises(Error):
                refused(1)
        with self.assertRaises(Error):
            Sdp("no description")
        with self.assertRaises(ctypes.ArgumentError):
            Sdp(SDP + "\0")


class OtherPartsTest(unittest.TestCase):

    def test_a_data_packet_is_opened(self):
        sealer = DataPacketSealer(provider("livekit"), "alice")
        opener = DataPacketOpener(provider("livekit", sends=False), "alice")
        sealed, header = sealer.seal(FRAME)
        self.assertEqual((sealed.status, len(header.iv), header.key_index),
                         (FrameStatus.OK, 12, 0))
        self.assertEqual(opener.open(sealed.data, header).data, FRAME)
        other = DataPacketHeader(bytes(12), header.key_index)
        refused = opener.open(sealed.data, other)
        self.assertEqual((refused.status, refused.data),
                         (FrameStatus.NOT_AUTHENTIC, None))
        with self.assertRaises(ValueError):
            opener.open(sealed.data, DataPacketHeader(b"short", 0))
        with self.assertRaises(Error):
            DataPacketSealer(provider("sframe"), "alice")

    def test_a_failure_is_diagnosed(self):
        sealed = sender("livekit").seal(FRAME, INFO).data
        alice = DiagnosisKey("alice", 0, KEY)
        bob = DiagnosisKey("bob", 0, bytearray(32))
        arguments = (Media.AUDIO, "livekit")
        found = diagnose(sealed + bytes(3), *arguments, [alice], INFO)
        self.assertNotEqual(found.status, FrameStatus.OK)
        self.assertEqual((found.reason, found.reasons, found.possible),
                         (FailureReason.PADDING, [FailureReason.PADDING], []))
        self.assertIn("3 bytes", found.explanation)
        found = diagnose(sealed, *arguments, [bob, alice], INFO)
        self.assertEqual(found.reason, FailureReason.PARTICIPANT)
        found = diagnose(sealed, *arguments, [bob], INFO)
        self.assertEqual(found.reasons, [])
        self.assertIn(FailureReason.KEY, found.possible)
        found = diagnose(sealed, *arguments, [alice], INFO)
        self.assertEqual((found.status, found.reason, found.opened_size),
                         (FrameStatus.OK, FailureReason.NONE, len(FRAME)))
        with self.assertRaises(Error):
            diagnose(sealed, *arguments, [], INFO)
        self.assertNotIn("x00", repr(bob))

    def test_options_count_in_a_diagnosis(self):
        options = {"salt": b"our own"}
        sealed = sender("livekit", **options).seal(FRAME, INFO).data
        found = diagnose(sealed, Media.AUDIO, "livekit", [DiagnosisKey("alice", 0, KEY)],
                         INFO, ProviderOptions(**options))
        self.assertEqual(found.status, FrameStatus.OK)

    def test_a_detector_finds_the_profile(self):
        sessions = [Session(provider(profile, sends=False), e2ee_enabled=True)
                    for profile in ("livekit", "sframe")]
        detector = ProfileDetector(sessions, "alice", media=Media.AUDIO)
        self.assertIsNone(detector.detected())
        self.assertEqual(detector.open(sender().seal(FRAME).data, INFO).data, FRAME)
        self.assertEqual(detector.detected(), 1)
        self.assertEqual(detector.stats(1).frames_by_status, {FrameStatus.OK: 1})
        self.assertIsNone(detector.open(FRAME, INFO).data)
        with self.assertRaises(Error):
            ProfileDetector([], "alice", media=Media.AUDIO)


if __name__ == "__main__":
    unittest.main()
