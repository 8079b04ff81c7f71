// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Agent joins a call with Pion, opens the audio of one participant and writes it to
// an Ogg file, until the call ends.
//
//	agent -profile livekit -participant alice -key HEX -out alice.ogg
//
// It reads the offer, a JSON object in one line, from standard input and writes the
// answer to standard output. In a real call both travel through signalling, and keys
// come from a key exchange.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"log"
	"os"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v3"
	"github.com/pion/webrtc/v3/pkg/media/oggwriter"
	"github.com/sealframe/sealframe/hooks/go"
)

var (
	profile     = flag.String("profile", "livekit", "`name` of the profile of the call")
	participant = flag.String("participant", "alice", "`name` of the participant to record")
	key         = flag.String("key", "", "the participant's key in `hex`")
	out         = flag.String("out", "alice.ogg", "`file` to write")
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// newSession returns a session that has the participant's key.
func newSession() *sealframe.Session {
	bytes, err := hex.DecodeString(*key)
	must(err)
	keys, err := sealframe.NewProvider(sealframe.ProviderOptions{Profile: *profile})
	must(err)
	must(keys.SetKey(*participant, 0, 0, bytes))
	session, err := sealframe.NewSession(keys, sealframe.SessionOptions{})
	must(err)
	must(session.SetE2EEEnabled(true))
	return session
}

// recorder turns the packets of a track into an Ogg file.
type recorder struct {
	transform    *sealframe.ReceiveTransform
	depacketizer *sealframe.Depacketizer // In sframe; elsewhere a packet is a frame.
	file         *oggwriter.OggWriter
	start        time.Time
}

func newRecorder(session *sealframe.Session) *recorder {
	r := &recorder{start: time.Now()}
	var err error
	r.transform, err = session.NewReceiveTransform(sealframe.StreamConfig{Participant: *participant})
	must(err)
	if *profile == "sframe" {
		r.depacketizer, err = sealframe.NewDepacketizer(sealframe.DepacketizerOptions{})
		must(err)
	}
	r.file, err = oggwriter.New(*out, 48000, 2)
	must(err)
	return r
}

// sealed returns the sealed frames that a packet completes.
func (r *recorder) sealed(packet *rtp.Packet) [][]byte {
	if r.depacketizer == nil {
		return [][]byte{packet.Payload}
	}
	r.depacketizer.Insert(sealframe.RTPPacket{
		Payload:        packet.Payload,
		ReceivedMs:     uint64(time.Since(r.start).Milliseconds()),
		SequenceNumber: packet.SequenceNumber,
		Timestamp:      packet.Timestamp,
		PayloadType:    packet.PayloadType,
		Marker:         packet.Marker,
	})
	var frames [][]byte
	for {
		frame, err := r.depacketizer.Next()
		if err != nil {
			return frames
		}
		frames = append(frames, frame.Bytes)
	}
}

// record opens and writes the frames that a packet completes. A frame that does not
// open is left out; the session's events report the reason.
func (r *recorder) record(packet *rtp.Packet) {
	for _, sealed := range r.sealed(packet) {
		opened, err := r.transform.Open(nil, sealed, sealframe.FrameInfo{
			Codec: sealframe.CodecOpus, SSRC: packet.SSRC, RTPTimestamp: packet.Timestamp})
		if err == nil {
			must(r.file.WriteRTP(&rtp.Packet{Header: packet.Header, Payload: opened}))
		}
	}
}

// report logs the events of the stream and its keys.
func report(session *sealframe.Session) {
	for range time.Tick(200 * time.Millisecond) {
		events, err := session.Poll()
		must(err)
		for _, event := range events {
			log.Printf("%s: %s, key %d", event.Participant, event.State, event.KID)
		}
	}
}

// newPeer returns a connection that answers an offer, with all its candidates.
func newPeer(offer webrtc.SessionDescription) (*webrtc.PeerConnection, *webrtc.SessionDescription) {
	settings := webrtc.SettingEngine{}
	settings.SetIncludeLoopbackCandidate(true)
	codecs := &webrtc.MediaEngine{}
	must(codecs.RegisterDefaultCodecs())
	api := webrtc.NewAPI(webrtc.WithSettingEngine(settings), webrtc.WithMediaEngine(codecs))
	peer, err := api.NewPeerConnection(webrtc.Configuration{})
	must(err)
	must(peer.SetRemoteDescription(offer))
	answer, err := peer.CreateAnswer(nil)
	must(err)
	gathered := webrtc.GatheringCompletePromise(peer)
	must(peer.SetLocalDescription(answer))
	<-gathered
	return peer, peer.LocalDescription()
}

func main() {
	flag.Parse()
	session := newSession()
	r := newRecorder(session)
	line, err := bufio.NewReader(os.Stdin).ReadBytes('\n')
	must(err)
	var offer webrtc.SessionDescription
	must(json.Unmarshal(line, &offer))
	peer, answer := newPeer(offer)

	ended := make(chan error, 1)
	peer.OnTrack(func(track *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		for {
			packet, _, err := track.ReadRTP()
			if err != nil {
				ended <- err
				return
			}
			r.record(packet)
		}
	})
	peer.OnConnectionStateChange(func(state webrtc.PeerConnectionState) {
		if state >= webrtc.PeerConnectionStateDisconnected {
			ended <- errors.New(state.String())
		}
	})
	go report(session)
	must(json.NewEncoder(os.Stdout).Encode(answer))
	log.Print("the call ended: ", <-ended)
	must(r.file.Close())
}
