// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

// #include <sealframe.h>
// void sealframeGoEvent(sealframe_event* event, void* events);
import "C"

import (
	"runtime"
	"runtime/cgo"
	"sync"
	"unsafe"
)

// SessionOptions is sealframe_session_options. Zero is every field's default.
type SessionOptions struct {
	// Whether frames pass in the clear before end-to-end encryption is switched on.
	// By default they are dropped.
	PassFrameWhenCryptorNotReady bool
	// Whether the provider may have no key yet, for a call whose first key comes
	// later.
	AllowNoKey bool
}

// Session is the streams of one call. It keeps the provider's keys alive, as its
// transforms do.
type Session struct {
	mu       sync.RWMutex // Held for writing to close.
	polls    sync.Mutex
	handle   *C.sealframe_session
	reserver *reserver // As long as the session has the provider's keys.
}

// NewSession creates a session over a provider, with end-to-end encryption off.
func NewSession(provider *Provider, options SessionOptions) (*Session, error) {
	s := &Session{reserver: provider.reserver}
	raw := C.sealframe_session_options{
		struct_size:                       C.sizeof_sealframe_session_options,
		pass_frame_when_cryptor_not_ready: number(options.PassFrameWhenCryptorNotReady),
		allow_no_key:                      number(options.AllowNoKey),
	}
	err := provider.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_session_create(provider.handle, &raw, &s.handle, e)
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(s, (*Session).Close)
	return s, nil
}

// Close ends the session. Its transforms go on working, but report no events.
func (s *Session) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	C.sealframe_session_destroy(s.handle)
	s.handle = nil
}

// SetE2EEEnabled switches end-to-end encryption on, or off: frames then pass in the
// clear in both directions.
func (s *Session) SetE2EEEnabled(enabled bool) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return statusError(C.sealframe_session_set_e2ee_enabled(s.handle, number(enabled)))
}

// IsE2EEEnabled returns whether end-to-end encryption is on.
func (s *Session) IsE2EEEnabled() bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return C.sealframe_session_is_e2ee_enabled(s.handle) != 0
}

// Event is sealframe_event: a change of a stream or a key.
type Event struct {
	Kind        EventKind
	Participant string
	KID         uint64 // The key concerned, if any.
	State       StreamState
	Track       string
	Media       Media
	Direction   Direction
	Reason      FrameStatus // For StateStalled: the outcome of most of the frames.
}

// Poll maintains the keys and returns the events since the last poll. Call it a few
// times a second. It may block.
func (s *Session) Poll() ([]Event, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.polls.Lock()
	defer s.polls.Unlock()
	var events []Event
	handle := cgo.NewHandle(&events)
	defer handle.Delete()
	status := C.sealframe_session_poll(s.handle, C.sealframe_event_callback(C.sealframeGoEvent),
		unsafe.Pointer(&handle))
	return events, statusError(status)
}

//export sealframeGoEvent
func sealframeGoEvent(event *C.sealframe_event, handle unsafe.Pointer) {
	e := known(event)
	events := (*cgo.Handle)(handle).Value().(*[]Event)
	*events = append(*events, Event{
		Kind:        EventKind(e.kind),
		Participant: C.GoString(e.participant),
		KID:         uint64(e.kid),
		State:       StreamState(e.state),
		Track:       C.GoString(e.track),
		Media:       Media(e.media),
		Direction:   Direction(e.direction),
		Reason:      FrameStatus(e.reason),
	})
}

// known copies the fields that both the library and this package have.
func known(event *C.sealframe_event) (e C.sealframe_event) {
	size := event.struct_size
	if size > C.sizeof_sealframe_event {
		size = C.sizeof_sealframe_event
	}
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&e)), size), unsafe.Slice((*byte)(unsafe.Pointer(event)), size))
	return e
}
