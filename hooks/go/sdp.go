// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

// #include <sealframe.h>
import "C"

import (
	"runtime"
	"sync"
)

// SDP is a session description with its media sections, in which the attribute
// a=sframe negotiates SFrame. Sections count from 0.
type SDP struct {
	mu     sync.Mutex
	handle *C.sealframe_sdp
}

// SDPSection is sealframe_sdp_section.
type SDPSection struct {
	MID        string
	IsRTP      bool // Only RTP sections can have SFrame.
	IsRejected bool // Whether its port is zero, without a=bundle-only.
	HasSFrame  bool
}

// ParseSDP parses an offer or answer, which may be hostile, of up to 4 MiB.
func ParseSDP(text string) (*SDP, error) {
	s := &SDP{}
	err := withString(text, func(text *C.char) error {
		return call(func(e *C.sealframe_error) C.sealframe_status {
			return C.sealframe_sdp_create(text, &s.handle, e)
		})
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(s, (*SDP).Close)
	return s, nil
}

// Close destroys the description.
func (s *SDP) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	C.sealframe_sdp_destroy(s.handle)
	s.handle = nil
}

func (s *SDP) call(function func(*C.sealframe_error) C.sealframe_status) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return call(function)
}

// Text returns the description with all edits.
func (s *SDP) Text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return C.GoString(C.sealframe_sdp_text(s.handle))
}

// NumSections returns the number of media sections.
func (s *SDP) NumSections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int(C.sealframe_sdp_num_sections(s.handle))
}

// Section describes a media section.
func (s *SDP) Section(section int) (SDPSection, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw := C.sealframe_sdp_section{struct_size: C.sizeof_sealframe_sdp_section}
	err := statusError(C.sealframe_sdp_get_section(s.handle, C.size_t(section), &raw))
	return SDPSection{C.GoString(raw.mid), raw.is_rtp != 0, raw.is_rejected != 0, raw.has_sframe != 0}, err
}

// AddSFrame adds a=sframe to a section that does not have it.
func (s *SDP) AddSFrame(section int) error {
	return s.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_sdp_add_sframe(s.handle, C.size_t(section), e)
	})
}

// RemoveSFrame removes a=sframe from a section.
func (s *SDP) RemoveSFrame(section int) error {
	return s.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_sdp_remove_sframe(s.handle, C.size_t(section), e)
	})
}

// RejectSection sets the port of a section to zero and removes it from its BUNDLE
// groups.
func (s *SDP) RejectSection(section int) error {
	return s.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_sdp_reject_section(s.handle, C.size_t(section), e)
	})
}

// CheckPayloadTypes fails if sections of one BUNDLE group, with and without SFrame,
// share the payload type of a media encoding.
func (s *SDP) CheckPayloadTypes() error {
	return s.call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_sdp_check_payload_types(s.handle, e)
	})
}

// SDPDecide returns the decision for a section from whether we want SFrame and
// whether the section in the peer's description has it.
func SDPDecide(weWant, peerHas bool) SDPDecision {
	return SDPDecision(C.sealframe_sdp_decide(number(weWant), number(peerHas)))
}
