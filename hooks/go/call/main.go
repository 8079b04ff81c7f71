// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Call has both ends of an encrypted call in one program: Alice seals a frame, and
// Bob opens it, but not once somebody on the way has changed a bit.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"

	"github.com/sealframe/sealframe/hooks/go"
)

// In a call the application agrees on a key, for example with MLS.
var key = bytes.Repeat([]byte{7}, 32)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// newEnd returns one end of the call: a session over a provider with Alice's key.
func newEnd(isAlice bool) *sealframe.Session {
	keys, err := sealframe.NewProvider(sealframe.ProviderOptions{Profile: "sframe"})
	must(err)
	if isAlice {
		must(keys.AddLocalParticipant("alice", nil))
	}
	must(keys.SetKey("alice", 0, 0, key))
	if isAlice {
		must(keys.Activate("alice", 0))
	}
	session, err := sealframe.NewSession(keys, sealframe.SessionOptions{})
	must(err)
	must(session.SetE2EEEnabled(true))
	return session
}

func main() {
	config := sealframe.StreamConfig{Participant: "alice", Media: sealframe.Video}
	sender, err := newEnd(true).NewSendTransform(config)
	must(err)
	bob := newEnd(false)
	receiver, err := bob.NewReceiveTransform(config)
	must(err)
	info := sealframe.FrameInfo{}

	sealed, err := sender.Seal(nil, []byte("an encoded frame"), info)
	must(err)
	fmt.Printf("sealed: %d bytes\n", len(sealed))

	changed := append([]byte{}, sealed...)
	changed[len(changed)-1] ^= 1
	_, err = receiver.Open(nil, changed, info)
	if !errors.Is(err, sealframe.FrameNotAuthentic) {
		log.Fatal(err)
	}
	fmt.Println("changed on the way:", err)

	opened, err := receiver.Open(nil, sealed, info)
	must(err)
	fmt.Printf("as it was sent: %q\n", opened)

	events, err := bob.Poll()
	must(err)
	for _, event := range events {
		fmt.Printf("bob: %v, key %d\n", event.State, event.KID)
	}
}
