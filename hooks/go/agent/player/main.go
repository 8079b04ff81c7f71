// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Player is the other end of the agent's call: it sends Opus frames that were
// sealed before, and has no key.
//
//	player -profile livekit FILE
//
// FILE has a sealed frame in hex in each line. The player writes its offer, a JSON
// object in one line, to standard output and reads the answer from standard input.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"flag"
	"log"
	"os"
	"strings"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v3"
	"github.com/sealframe/sealframe/hooks/go"
)

var profile = flag.String("profile", "livekit", "`name` of the profile of the frames")

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// payloads returns the RTP payloads of each frame in the file.
func payloads(path string) [][]sealframe.Payload {
	text, err := os.ReadFile(path)
	must(err)
	packetizer, err := sealframe.NewPacketizer(1200)
	must(err)
	var frames [][]sealframe.Payload
	for _, line := range strings.Fields(string(text)) {
		frame, err := hex.DecodeString(line)
		must(err)
		split := []sealframe.Payload{{Bytes: frame}}
		if *profile == "sframe" {
			split, err = packetizer.Payloads(frame, sealframe.OriginRaw, true)
			must(err)
		}
		frames = append(frames, split)
	}
	return frames
}

func send(track *webrtc.TrackLocalStaticRTP, frames [][]sealframe.Payload) {
	packet := rtp.Packet{Header: rtp.Header{Version: 2}}
	for _, frame := range frames {
		for _, payload := range frame {
			packet.Payload, packet.Marker = payload.Bytes, payload.Marker
			must(track.WriteRTP(&packet))
			packet.SequenceNumber++
		}
		packet.Timestamp += 960
		time.Sleep(5 * time.Millisecond)
	}
}

func main() {
	flag.Parse()
	frames := payloads(flag.Arg(0))
	settings := webrtc.SettingEngine{}
	settings.SetIncludeLoopbackCandidate(true)
	codecs := &webrtc.MediaEngine{}
	must(codecs.RegisterDefaultCodecs())
	api := webrtc.NewAPI(webrtc.WithSettingEngine(settings), webrtc.WithMediaEngine(codecs))
	peer, err := api.NewPeerConnection(webrtc.Configuration{})
	must(err)
	opus := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}
	track, err := webrtc.NewTrackLocalStaticRTP(opus, "audio", "alice")
	must(err)
	sender, err := peer.AddTrack(track)
	must(err)

	// OnConnectionStateChange will not do: Pion may handle ICE's states out of order,
	// and then never reports Connected.
	connected := make(chan bool, 1)
	sender.Transport().OnStateChange(func(state webrtc.DTLSTransportState) {
		if state == webrtc.DTLSTransportStateConnected {
			connected <- true
		}
	})
	offer, err := peer.CreateOffer(nil)
	must(err)
	gathered := webrtc.GatheringCompletePromise(peer)
	must(peer.SetLocalDescription(offer))
	<-gathered
	must(json.NewEncoder(os.Stdout).Encode(peer.LocalDescription()))
	line, err := bufio.NewReader(os.Stdin).ReadBytes('\n')
	must(err)
	var answer webrtc.SessionDescription
	must(json.Unmarshal(line, &answer))
	must(peer.SetRemoteDescription(answer))
	<-connected
	send(track, frames)
	time.Sleep(500 * time.Millisecond) // Lets the last packets arrive.
	must(peer.Close())
}
