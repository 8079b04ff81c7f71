// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

// #include <sealframe.h>
// #include <stdlib.h>
import "C"

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"unsafe"
)

// ProviderOptions is sealframe_provider_options, whose comments explain each field.
// Zero is every field's default.
type ProviderOptions struct {
	Profile                   string // The name that all participants agree on.
	KeyMode                   KeyMode
	MaxKeysPerParticipant     uint32
	RatchetOverlapMs          uint64
	CounterReservationsFolder string

	Suite            Suite
	RatchetBits      uint32
	SharedSenderBits uint32
	SharedEpochBits  uint32
	SharedContext    uint64
	PerSSRC          bool

	KeyBits            uint32
	KeyRingSize        uint32
	RatchetWindow      uint32
	HasRatchetWindow   bool // Whether RatchetWindow counts even if it is 0.
	Salt               []byte
	AllowAV1           bool
	StripPacketTrailer bool
	FailureTolerance   uint32

	AcceptPlain    bool
	AllowShortTags bool
	ReplayWindow   uint32
	CiscoMLS       bool

	ReserveCounters ReserveCounters // May be nil.
}

// Provider is the keys of all participants, for both directions of a session. Its
// methods are the functions of sealframe.h under sealframe_provider_.
type Provider struct {
	mu       sync.RWMutex          // Held for writing to close.
	handle   *C.sealframe_provider // Nil once closed, which the library refuses.
	reserver *reserver             // What the library may call, if anything.
}

// raw returns the options over strings of C's.
func (o *ProviderOptions) raw(profile, folder *C.char, salt unsafe.Pointer) C.sealframe_provider_options {
	return C.sealframe_provider_options{
		struct_size:                 C.sizeof_sealframe_provider_options,
		profile:                     profile,
		key_mode:                    C.sealframe_key_mode(o.KeyMode),
		max_keys_per_participant:    C.uint32_t(o.MaxKeysPerParticipant),
		ratchet_overlap_ms:          C.uint64_t(o.RatchetOverlapMs),
		counter_reservations_folder: folder,
		suite:                       C.sealframe_suite(o.Suite),
		ratchet_bits:                C.uint32_t(o.RatchetBits),
		shared_sender_bits:          C.uint32_t(o.SharedSenderBits),
		shared_epoch_bits:           C.uint32_t(o.SharedEpochBits),
		shared_context:              C.uint64_t(o.SharedContext),
		per_ssrc:                    number(o.PerSSRC),
		key_bits:                    C.uint32_t(o.KeyBits),
		key_ring_size:               C.uint32_t(o.KeyRingSize),
		ratchet_window:              C.uint32_t(o.RatchetWindow),
		has_ratchet_window:          number(o.HasRatchetWindow),
		salt:                        (*C.uint8_t)(salt),
		salt_size:                   C.size_t(len(o.Salt)),
		allow_av1:                   number(o.AllowAV1),
		strip_packet_trailer:        number(o.StripPacketTrailer),
		failure_tolerance:           C.uint32_t(o.FailureTolerance),
		accept_plain:                number(o.AcceptPlain),
		allow_short_tags:            number(o.AllowShortTags),
		replay_window:               C.uint32_t(o.ReplayWindow),
		cisco_mls:                   number(o.CiscoMLS),
	}
}

// with calls a function with the options as C has them.
func (o *ProviderOptions) with(function func(*C.sealframe_provider_options) error) error {
	return withString(o.Profile, func(profile *C.char) error {
		return withString(o.CounterReservationsFolder, func(folder *C.char) error {
			if o.CounterReservationsFolder == "" {
				folder = nil
			}
			var salt unsafe.Pointer
			if len(o.Salt) > 0 {
				salt = C.CBytes(o.Salt)
				defer C.free(salt)
			}
			raw := o.raw(profile, folder, salt)
			return function(&raw)
		})
	})
}

// NewProvider creates a provider without keys.
func NewProvider(options ProviderOptions) (*Provider, error) {
	p := &Provider{reserver: newReserver(options.ReserveCounters)}
	err := options.with(func(raw *C.sealframe_provider_options) error {
		p.reserver.addTo(raw)
		return call(func(e *C.sealframe_error) C.sealframe_status {
			return C.sealframe_provider_create(raw, &p.handle, e)
		})
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(p, (*Provider).Close)
	return p, nil
}

// Close destroys the provider. Sessions and transforms over it go on working.
func (p *Provider) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	C.sealframe_provider_destroy(p.handle)
	p.handle = nil
}

func (p *Provider) call(function func(*C.sealframe_error) C.sealframe_status) error {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return call(function)
}

func (p *Provider) callFor(participant string, function func(*C.char, *C.sealframe_error) C.sealframe_status) error {
	return withString(participant, func(name *C.char) error {
		return p.call(func(e *C.sealframe_error) C.sealframe_status { return function(name, e) })
	})
}

// AddLocalParticipant adds a participant of this end, whose keys seal.
// senderNumber may be nil.
func (p *Provider) AddLocalParticipant(participant string, senderNumber *uint64) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_add_local_participant(p.handle, name, (*C.uint64_t)(senderNumber), e)
	})
}

// AddRemoteParticipant adds a participant of another end, whose keys open.
// senderNumber may be nil.
func (p *Provider) AddRemoteParticipant(participant string, senderNumber *uint64) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_add_remote_participant(p.handle, name, (*C.uint64_t)(senderNumber), e)
	})
}

// RemoveParticipant removes a participant and its keys.
func (p *Provider) RemoveParticipant(participant string) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_remove_participant(p.handle, name, e)
	})
}

// AddSSRC derives keys for an SSRC of a participant.
func (p *Provider) AddSSRC(participant string, ssrc uint32) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_add_ssrc(p.handle, name, C.uint32_t(ssrc), e)
	})
}

// SetKey adds a key of a participant. step is 0 unless the key comes from
// CurrentKey.
func (p *Provider) SetKey(participant string, keyIndex, step uint64, key []byte) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_set_key(p.handle, name, C.uint64_t(keyIndex), C.uint64_t(step),
			pointer(key), C.size_t(len(key)), e)
	})
}

// SetPassphrase does the same with a text that people can type.
func (p *Provider) SetPassphrase(participant string, keyIndex, step uint64, passphrase []byte) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_set_passphrase(p.handle, name, C.uint64_t(keyIndex), C.uint64_t(step),
			pointer(passphrase), C.size_t(len(passphrase)), e)
	})
}

// SetAEADKey does the same with the AEAD key itself.
func (p *Provider) SetAEADKey(participant string, keyIndex, step uint64, key []byte) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_set_aead_key(p.handle, name, C.uint64_t(keyIndex), C.uint64_t(step),
			pointer(key), C.size_t(len(key)), e)
	})
}

// SetSharedKey adds a key of the whole meeting.
func (p *Provider) SetSharedKey(keyIndex uint64, key []byte) error {
	return p.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_set_shared_key(p.handle, C.uint64_t(keyIndex), pointer(key),
			C.size_t(len(key)), e)
	})
}

// SetSharedPassphrase does the same with a text that people can type.
func (p *Provider) SetSharedPassphrase(keyIndex uint64, passphrase []byte) error {
	return p.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_set_shared_passphrase(p.handle, C.uint64_t(keyIndex),
			pointer(passphrase), C.size_t(len(passphrase)), e)
	})
}

// SetSharedAEADKey does the same with the AEAD key itself.
func (p *Provider) SetSharedAEADKey(keyIndex uint64, key []byte) error {
	return p.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_set_shared_aead_key(p.handle, C.uint64_t(keyIndex), pointer(key),
			C.size_t(len(key)), e)
	})
}

// Activate makes a local participant seal with a key from its next frame on. Call
// it once the others have the key.
func (p *Provider) Activate(participant string, keyIndex uint64) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_activate(p.handle, name, C.uint64_t(keyIndex), e)
	})
}

// Retire removes a key of a participant: an opening key after overlapMs, for late
// frames, and a sealing key at once.
func (p *Provider) Retire(participant string, keyIndex, overlapMs uint64) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_retire(p.handle, name, C.uint64_t(keyIndex), C.uint64_t(overlapMs), e)
	})
}

// RetireSharedKey does the same to a shared key, for all participants.
func (p *Provider) RetireSharedKey(keyIndex, overlapMs uint64) error {
	return p.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_retire_shared_key(p.handle, C.uint64_t(keyIndex), C.uint64_t(overlapMs), e)
	})
}

// Ratchet moves the active key of a local participant on by one step.
func (p *Provider) Ratchet(participant string) error {
	return p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_ratchet(p.handle, name, e)
	})
}

// SetServerTrailer sets the SIF trailer that a LiveKit server announced.
func (p *Provider) SetServerTrailer(trailer []byte) error {
	return p.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_set_server_trailer(p.handle, pointer(trailer), C.size_t(len(trailer)), e)
	})
}

// SetDAVEPassthrough sets whether frames are sent in the clear, and whether received
// frames that are not DAVE's pass.
func (p *Provider) SetDAVEPassthrough(sendsPlain, acceptsPlain bool) error {
	return p.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_provider_set_dave_passthrough(p.handle, number(sendsPlain), number(acceptsPlain), e)
	})
}

// CurrentKey is the active key of a local participant, for one that joins now. It
// opens the participant's frames: keep it secret. Package fmt does not print it.
type CurrentKey struct {
	KeyIndex uint64
	Step     uint64
	Kind     KeyKind
	Key      []byte
}

// String leaves the key out.
func (k CurrentKey) String() string {
	return fmt.Sprintf("key %d at step %d, of kind %v", k.KeyIndex, k.Step, k.Kind)
}

// Format does so for every verb.
func (k CurrentKey) Format(state fmt.State, _ rune) { io.WriteString(state, k.String()) }

// CurrentKey returns the active key of a local participant at its step.
func (p *Provider) CurrentKey(participant string) (CurrentKey, error) {
	current := C.sealframe_current_key{struct_size: C.sizeof_sealframe_current_key}
	var key []byte
	for {
		err := p.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
			return C.sealframe_provider_current_key(p.handle, name, &current, pointer(key), C.size_t(len(key)), e)
		})
		// Another goroutine may activate a longer key meanwhile: ask again.
		if !errors.Is(err, BufferTooSmall) {
			if err != nil {
				return CurrentKey{}, err
			}
			break
		}
		key = make([]byte, current.key_size)
	}
	return CurrentKey{uint64(current.key_index), uint64(current.step), KeyKind(current.kind),
		key[:current.key_size]}, nil
}
