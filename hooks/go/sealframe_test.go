// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/sealframe/sealframe/hooks/go"
)

var (
	key    = bytes.Repeat([]byte{7}, 16)
	frame  = []byte("an encoded frame")
	opus   = sealframe.FrameInfo{Codec: sealframe.CodecOpus, SSRC: 1, RTPTimestamp: 960}
	stream = sealframe.StreamConfig{Participant: "alice", Track: "microphone"}
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newProvider(t *testing.T, profile string) *sealframe.Provider {
	t.Helper()
	keys, err := sealframe.NewProvider(sealframe.ProviderOptions{Profile: profile})
	check(t, err)
	return keys
}

func newSession(t *testing.T, keys *sealframe.Provider) *sealframe.Session {
	t.Helper()
	session, err := sealframe.NewSession(keys, sealframe.SessionOptions{})
	check(t, err)
	check(t, session.SetE2EEEnabled(true))
	return session
}

func newSender(t *testing.T, profile string) *sealframe.SendTransform {
	t.Helper()
	keys := newProvider(t, profile)
	check(t, keys.AddLocalParticipant("alice", nil))
	check(t, keys.SetKey("alice", 0, 0, key))
	check(t, keys.Activate("alice", 0))
	sender, err := newSession(t, keys).NewSendTransform(stream)
	check(t, err)
	return sender
}

func newReceiver(t *testing.T, profile string) (*sealframe.Session, *sealframe.ReceiveTransform) {
	t.Helper()
	keys := newProvider(t, profile)
	check(t, keys.SetKey("alice", 0, 0, key))
	session := newSession(t, keys)
	receiver, err := session.NewReceiveTransform(stream)
	check(t, err)
	return session, receiver
}

func seal(t *testing.T, sender *sealframe.SendTransform) []byte {
	t.Helper()
	sealed, err := sender.Seal(nil, frame, opus)
	check(t, err)
	return sealed
}

func TestACallGoesWellInEveryProfile(t *testing.T) {
	profiles := sealframe.ProfileNames()
	if len(profiles) == 0 || profiles[0] != "sframe" {
		t.Fatal(profiles)
	}
	for _, profile := range profiles {
		_, receiver := newReceiver(t, profile)
		sealed := seal(t, newSender(t, profile))
		opened, err := receiver.Open([]byte("> "), sealed, opus)
		check(t, err)
		if bytes.Contains(sealed, frame) || string(opened) != "> an encoded frame" {
			t.Errorf("%s: sealed %q, opened %q", profile, sealed, opened)
		}
	}
}

func TestFramesAreSealedInPlace(t *testing.T) {
	buffer := append(make([]byte, 0, 200), frame...)
	sealed, err := newSender(t, "sframe").Seal(buffer[:0], buffer, opus)
	check(t, err)
	if &sealed[0] != &buffer[0] {
		t.Error("the sealed frame is elsewhere")
	}
	_, receiver := newReceiver(t, "sframe")
	opened, err := receiver.Open(sealed[:0], sealed, opus)
	check(t, err)
	if !bytes.Equal(opened, frame) {
		t.Errorf("opened %q", opened)
	}
}

func TestAChangedFrameIsRefused(t *testing.T) {
	sealed := seal(t, newSender(t, "sframe"))
	sealed[len(sealed)-1] ^= 1
	_, receiver := newReceiver(t, "sframe")
	opened, err := receiver.Open(nil, sealed, opus)
	if opened != nil || !errors.Is(err, sealframe.FrameNotAuthentic) {
		t.Errorf("%q, %v", opened, err)
	}
}

func TestMetadataMustBeThatOfTheSender(t *testing.T) {
	described := opus
	described.Metadata = []byte("header")
	sealed, err := newSender(t, "sframe").Seal(nil, frame, described)
	check(t, err)
	_, receiver := newReceiver(t, "sframe")
	if _, err := receiver.Open(nil, sealed, opus); !errors.Is(err, sealframe.FrameNotAuthentic) {
		t.Error(err)
	}
	_, err = receiver.Open(nil, sealed, described)
	check(t, err)
}

func TestErrorsHaveAStatusAndAMessage(t *testing.T) {
	_, err := sealframe.NewProvider(sealframe.ProviderOptions{Profile: "none"})
	var explained *sealframe.Error
	if !errors.Is(err, sealframe.Unsupported) || !errors.As(err, &explained) || explained.Message == "" {
		t.Error(err)
	}
	err = newProvider(t, "sframe").RemoveParticipant("dave")
	if err == nil || !strings.Contains(err.Error(), "add it with Provider.AddLocalParticipant") {
		t.Error(err)
	}
	err = newProvider(t, "sframe").SetKey("a\x00b", 0, 0, key)
	if !errors.Is(err, sealframe.InvalidArgument) {
		t.Error(err)
	}
}

func TestPollsReturnEventsAndStatisticsCount(t *testing.T) {
	session, receiver := newReceiver(t, "sframe")
	_, err := receiver.Open(nil, seal(t, newSender(t, "sframe")), opus)
	check(t, err)
	events, err := session.Poll()
	check(t, err)
	last := events[len(events)-1]
	if last.State != sealframe.StateOK || last.Participant != "alice" || last.Track != "microphone" ||
		last.Direction != sealframe.Receive {
		t.Error(events)
	}
	stats, err := receiver.Stats()
	check(t, err)
	if stats.FramesIn != 1 || stats.FramesByStatus[sealframe.FrameOK] != 1 {
		t.Error(stats)
	}
	counts, err := receiver.KeyStats(0)
	check(t, err)
	if counts.FramesOpened != 1 {
		t.Error(counts)
	}
	if _, err := receiver.KeyStats(1); !errors.Is(err, sealframe.NotFound) {
		t.Error(err)
	}
}

func TestAFrameIsHeldUntilItsKeyIsSet(t *testing.T) {
	keys := newProvider(t, "sframe")
	check(t, keys.AddRemoteParticipant("alice", nil))
	session, err := sealframe.NewSession(keys, sealframe.SessionOptions{AllowNoKey: true})
	check(t, err)
	check(t, session.SetE2EEEnabled(true))
	config := stream
	config.HoldMaxFrames, config.HoldMaxAgeMs = 4, 60000
	receiver, err := session.NewReceiveTransform(config)
	check(t, err)
	info := opus
	info.Token = 5
	_, err = receiver.Open(nil, seal(t, newSender(t, "sframe")), info)
	if !errors.Is(err, sealframe.FrameHeld) || receiver.NumHeld() != 1 || receiver.HeldToken(0) != 5 {
		t.Fatal(err)
	}
	check(t, keys.SetKey("alice", 0, 0, key))
	opened, info, err := receiver.OpenHeld(nil)
	check(t, err)
	if !bytes.Equal(opened, frame) || info.Token != 5 {
		t.Errorf("%q, %v", opened, info)
	}
	if _, _, err := receiver.OpenHeld(nil); !errors.Is(err, sealframe.FrameNoFrame) {
		t.Error(err)
	}
}

func TestAHeldFrameComesOutWhileItsKeyIsSet(t *testing.T) {
	sender := newSender(t, "sframe")
	config := stream
	config.HoldMaxFrames = 1
	for i := 0; i < 2000; i++ {
		keys := newProvider(t, "sframe")
		check(t, keys.AddRemoteParticipant("alice", nil))
		session, err := sealframe.NewSession(keys, sealframe.SessionOptions{AllowNoKey: true})
		check(t, err)
		check(t, session.SetE2EEEnabled(true))
		receiver, err := session.NewReceiveTransform(config)
		check(t, err)
		_, err = receiver.Open(nil, seal(t, sender), opus)
		go keys.SetKey("alice", 0, 0, key)
		for err != nil {
			if !errors.Is(err, sealframe.FrameHeld) && !errors.Is(err, sealframe.FrameNoFrame) {
				t.Fatal(err)
			}
			_, _, err = receiver.OpenHeld(nil)
		}
	}
}

func TestAParticipantThatJoinsGetsTheCurrentKey(t *testing.T) {
	keys := newProvider(t, "livekit")
	check(t, keys.AddLocalParticipant("alice", nil))
	check(t, keys.SetKey("alice", 0, 0, key))
	check(t, keys.Activate("alice", 0))
	check(t, keys.Ratchet("alice"))
	current, err := keys.CurrentKey("alice")
	check(t, err)
	if current.Step != 1 || current.Kind != sealframe.KeyBytes || len(current.Key) == 0 {
		t.Error(current)
	}
	check(t, newProvider(t, "livekit").SetKey("alice", current.KeyIndex, current.Step, current.Key))
}

func TestKeysAreNotPrinted(t *testing.T) {
	current := sealframe.CurrentKey{KeyIndex: 3, Step: 1, Key: key}
	given := sealframe.DiagnosisKey{Participant: "alice", KeyIndex: 3, Step: 1, Key: key}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
		if text := fmt.Sprintf(verb, current); text != "key 3 at step 1, of kind bytes" {
			t.Error(verb, text)
		}
		if text := fmt.Sprintf(verb, &given); text != `key 3 of "alice" at step 1, of kind bytes` {
			t.Error(verb, text)
		}
	}
	if text := fmt.Sprint([]sealframe.CurrentKey{current}); strings.Contains(text, "7 7") {
		t.Error(text)
	}
}

// counters is a store of counters, by fingerprint.
type counters struct {
	mu   sync.Mutex
	next map[[16]byte]uint64
}

func (c *counters) reserve(fingerprint [16]byte, count uint64) (uint64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := c.next[fingerprint]
	c.next[fingerprint] = first + count
	return first, nil
}

func TestCountersAreReservedInAStoreOfTheApplication(t *testing.T) {
	store := &counters{next: map[[16]byte]uint64{}}
	keys, err := sealframe.NewProvider(
		sealframe.ProviderOptions{Profile: "sframe", ReserveCounters: store.reserve})
	check(t, err)
	check(t, keys.AddLocalParticipant("alice", nil))
	check(t, keys.SetKey("alice", 0, 0, bytes.Repeat([]byte{8}, 16)))
	check(t, keys.Activate("alice", 0))
	session := newSession(t, keys)
	sender, err := session.NewSendTransform(stream)
	check(t, err)
	keys.Close()
	runtime.GC()
	runtime.GC()
	seal(t, sender)
	_, err = session.Poll()
	check(t, err)
	if len(store.next) != 1 {
		t.Error(store.next)
	}
}

func TestAStoreThatFailsOrPanicsReservesNothing(t *testing.T) {
	for _, reserve := range []sealframe.ReserveCounters{
		func([16]byte, uint64) (uint64, error) { return 0, errors.New("the store is gone") },
		func([16]byte, uint64) (uint64, error) { panic("the store is gone") },
	} {
		keys, err := sealframe.NewProvider(
			sealframe.ProviderOptions{Profile: "sframe", ReserveCounters: reserve})
		check(t, err)
		check(t, keys.AddLocalParticipant("alice", nil))
		err = keys.SetKey("alice", 0, 0, bytes.Repeat([]byte{9}, 16))
		if !errors.Is(err, sealframe.Unavailable) {
			t.Error(err)
		}
	}
}

func TestADetectorFindsTheProfileOfAStream(t *testing.T) {
	var sessions []*sealframe.Session
	for _, profile := range []string{"livekit", "sframe"} {
		session, _ := newReceiver(t, profile)
		sessions = append(sessions, session)
	}
	detector, err := sealframe.NewProfileDetector(sessions, stream)
	check(t, err)
	if _, found := detector.Detected(); found {
		t.Error("a profile was detected without a frame")
	}
	opened, err := detector.Open([]byte("> "), seal(t, newSender(t, "sframe")), opus)
	check(t, err)
	index, found := detector.Detected()
	if string(opened) != "> an encoded frame" || !found || index != 1 {
		t.Errorf("%q, %v, %v", opened, index, found)
	}
	stats, err := detector.Stats(1)
	check(t, err)
	if stats.FramesByStatus[sealframe.FrameOK] != 1 {
		t.Error(stats)
	}
	if _, err := detector.Open(nil, frame, opus); err == nil {
		t.Error("a plain frame was opened")
	}
	if _, err := sealframe.NewProfileDetector(nil, stream); !errors.Is(err, sealframe.InvalidArgument) {
		t.Error(err)
	}
}

func TestAFailureIsDiagnosed(t *testing.T) {
	sealed := seal(t, newSender(t, "livekit"))
	options := sealframe.ProviderOptions{Profile: "livekit"}
	alice := sealframe.DiagnosisKey{Participant: "alice", Key: key}
	padded := append(append([]byte{}, sealed...), 0, 0, 0)
	found, err := sealframe.Diagnose(options, []sealframe.DiagnosisKey{alice}, sealframe.Audio, opus, padded)
	check(t, err)
	if found.Status == sealframe.FrameOK || found.Reason != sealframe.ReasonPadding ||
		len(found.Reasons) != 1 || len(found.Possible) != 0 ||
		!strings.Contains(found.Explanation, "3 bytes") {
		t.Errorf("%+v", found)
	}
	other := sealframe.DiagnosisKey{Participant: "bob", Key: bytes.Repeat([]byte{9}, 16)}
	found, err = sealframe.Diagnose(options, []sealframe.DiagnosisKey{other, alice}, sealframe.Audio, opus, sealed)
	check(t, err)
	if found.Reason != sealframe.ReasonParticipant || !strings.Contains(found.Explanation, "alice") {
		t.Errorf("%+v", found)
	}
	found, err = sealframe.Diagnose(options, []sealframe.DiagnosisKey{alice}, sealframe.Audio, opus, sealed)
	check(t, err)
	if found.Status != sealframe.FrameOK || found.OpenedSize != len(frame) {
		t.Errorf("%+v", found)
	}
	if _, err := sealframe.Diagnose(options, nil, sealframe.Audio, opus, sealed); !errors.Is(err, sealframe.InvalidArgument) {
		t.Error(err)
	}
}

func TestGoroutinesMayShareATransform(t *testing.T) {
	sender := newSender(t, "sframe")
	_, receiver := newReceiver(t, "sframe")
	var group sync.WaitGroup
	for i := 0; i < 4; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for j := 0; j < 100; j++ {
				sealed, err := sender.Seal(nil, frame, opus)
				if err != nil {
					t.Error(err)
				} else if _, err := receiver.Open(nil, sealed, opus); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	group.Wait()
}

func TestClosedObjectsRefuse(t *testing.T) {
	sender := newSender(t, "sframe")
	runtime.GC() // Closes the provider and session, which the sender needs no longer.
	runtime.GC()
	seal(t, sender)
	sender.Close()
	sender.Close()
	if _, err := sender.Seal(nil, frame, opus); !errors.Is(err, sealframe.FrameInvalidArgument) {
		t.Error(err)
	}
	keys := newProvider(t, "sframe")
	keys.Close()
	if err := keys.SetKey("alice", 0, 0, key); !errors.Is(err, sealframe.InvalidArgument) {
		t.Error(err)
	}
	if _, err := sealframe.NewSession(keys, sealframe.SessionOptions{}); err == nil {
		t.Error("a session over a closed provider")
	}
}

func TestAPayloadHasNoMoreRoomThanItsFrameNeeds(t *testing.T) {
	if _, err := sealframe.NewPacketizer(-1); !errors.Is(err, sealframe.InvalidArgument) {
		t.Error(err)
	}
	packetizer, err := sealframe.NewPacketizer(math.MaxInt)
	check(t, err)
	payloads, err := packetizer.Payloads(frame, sealframe.OriginRaw, true)
	check(t, err)
	if len(payloads) != 1 || !bytes.Equal(payloads[0].Bytes[1:], frame) {
		t.Error(payloads)
	}
}

func TestAFrameTravelsInRTPPayloads(t *testing.T) {
	packetizer, err := sealframe.NewPacketizer(1200)
	check(t, err)
	depacketizer, err := sealframe.NewDepacketizer(sealframe.DepacketizerOptions{})
	check(t, err)
	sealed := bytes.Repeat([]byte("sealed"), 500)
	payloads, err := packetizer.Payloads(sealed, sealframe.OriginRaw, true)
	check(t, err)
	for i, payload := range payloads {
		result := depacketizer.Insert(sealframe.RTPPacket{
			Payload: payload.Bytes, SequenceNumber: uint16(65535 + i), Marker: payload.Marker})
		if (result == sealframe.InsertFrameReady) != payload.IsLast {
			t.Error(result)
		}
	}
	taken, err := depacketizer.Next()
	check(t, err)
	if !bytes.Equal(taken.Bytes, sealed) || !taken.Marker || taken.Origin != sealframe.OriginRaw {
		t.Error(taken)
	}
	if _, err := depacketizer.Next(); !errors.Is(err, sealframe.FrameNoFrame) {
		t.Error(err)
	}
	if stats, err := depacketizer.Stats(); err != nil || stats.PacketsDelivered != 3 {
		t.Error(stats, err)
	}
}

func TestNames(t *testing.T) {
	if sealframe.CodecFromName("opus") != sealframe.CodecOpus || sealframe.Version() == "" {
		t.Error(sealframe.CodecFromName("opus"), sealframe.Version())
	}
	if name := sealframe.AES_128_GCM_SHA256_128.String(); name != "AES_128_GCM_SHA256_128" {
		t.Error(name)
	}
	if name := sealframe.FrameStatus(1000).String(); name != "1000" {
		t.Error(name)
	}
}

func TestADataPacketIsOpened(t *testing.T) {
	alice := newProvider(t, "livekit")
	check(t, alice.AddLocalParticipant("alice", nil))
	check(t, alice.SetKey("alice", 0, 0, key))
	check(t, alice.Activate("alice", 0))
	bob := newProvider(t, "livekit")
	check(t, bob.SetKey("alice", 0, 0, key))
	sealer, err := sealframe.NewDataPacketSealer(alice, "alice")
	check(t, err)
	opener, err := sealframe.NewDataPacketOpener(bob, "alice")
	check(t, err)
	sealed, header, err := sealer.Seal(nil, frame)
	check(t, err)
	opened, err := opener.Open(nil, sealed, header)
	check(t, err)
	if !bytes.Equal(opened, frame) {
		t.Errorf("opened %q", opened)
	}
	header.IV[0] ^= 1
	if _, err := opener.Open(nil, sealed, header); !errors.Is(err, sealframe.FrameNotAuthentic) {
		t.Error(err)
	}
}

func TestAFrameIsInspected(t *testing.T) {
	parts, err := sealframe.Inspect("sframe", sealframe.Audio, opus, seal(t, newSender(t, "sframe")))
	check(t, err)
	if parts.Profile != "sframe" || parts.KID != 0 || parts.CiphertextSize == 0 {
		t.Error(parts)
	}
	if _, err := sealframe.Inspect("sframe", sealframe.Audio, opus, nil); err == nil {
		t.Error("an empty frame was inspected")
	}
}

func TestKeyIDsAreComposedAndSplit(t *testing.T) {
	kid, err := sealframe.EncodeSenderKeyID(3, 5, 8)
	check(t, err)
	generation, step, err := sealframe.DecodeSenderKeyID(kid, 8)
	check(t, err)
	if kid != 0x305 || generation != 3 || step != 5 {
		t.Error(kid, generation, step)
	}
	kid, err = sealframe.EncodeMLSKeyID(1, 2, 3, 8, 4)
	check(t, err)
	context, index, epoch, err := sealframe.DecodeMLSKeyID(kid, 8, 4)
	check(t, err)
	if context != 1 || index != 2 || epoch != 3 {
		t.Error(context, index, epoch)
	}
}

func TestSDPNegotiatesSFrame(t *testing.T) {
	sdp, err := sealframe.ParseSDP("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" +
		"m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n")
	check(t, err)
	check(t, sdp.AddSFrame(0))
	section, err := sdp.Section(0)
	check(t, err)
	if sdp.NumSections() != 1 || section.MID != "0" || !section.HasSFrame {
		t.Error(section)
	}
	if !strings.Contains(sdp.Text(), "a=sframe") || sdp.AddSFrame(1) == nil {
		t.Error(sdp.Text())
	}
	if decision := sealframe.SDPDecide(true, section.HasSFrame); decision != sealframe.SDPSFrame {
		t.Error(decision)
	}
}
