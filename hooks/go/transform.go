// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

/*
#include <sealframe.h>

// Go's memory may not hold a pointer to Go's memory when C gets it: the metadata is
// passed beside the info.
static sealframe_frame_status seal(sealframe_send_transform* transform,
                                   sealframe_frame_info info,
                                   const uint8_t* metadata,
                                   const uint8_t* frame, size_t frame_size,
                                   uint8_t* out, size_t out_capacity,
                                   sealframe_frame_result* result) {
  info.metadata = metadata;
  return sealframe_send_transform_seal(transform, &info, frame, frame_size, out,
                                       out_capacity, result);
}

static sealframe_frame_status open_frame(sealframe_receive_transform* transform,
                                         sealframe_frame_info info,
                                         const uint8_t* metadata,
                                         const uint8_t* frame, size_t frame_size,
                                         uint8_t* out, size_t out_capacity,
                                         sealframe_frame_result* result) {
  info.metadata = metadata;
  return sealframe_receive_transform_open(transform, &info, frame, frame_size,
                                          out, out_capacity, result);
}
*/
import "C"

import (
	"runtime"
	"sync"
)

// StreamConfig is sealframe_stream_config: one direction of one track of one
// participant.
type StreamConfig struct {
	Participant   string // The sender.
	Track         string // The application's name for it.
	Media         Media
	HoldMaxFrames uint32 // For receiving streams: how many frames wait for their key.
	HoldMaxBytes  int
	HoldMaxAgeMs  uint64
}

// FrameInfo is sealframe_frame_info: the properties of a frame that the media stack
// knows. The header lists those that each profile needs.
type FrameInfo struct {
	Codec        Codec
	IsKeyFrame   bool
	SSRC         uint32
	RTPTimestamp uint32
	Metadata     []byte // Authenticated with the frame but not sent in it.
	Token        uint64 // Returned when the frame, if held, comes out.
}

func (i *FrameInfo) raw() C.sealframe_frame_info {
	return C.sealframe_frame_info{
		struct_size:   C.sizeof_sealframe_frame_info,
		codec:         C.sealframe_codec(i.Codec),
		is_key_frame:  number(i.IsKeyFrame),
		ssrc:          C.uint32_t(i.SSRC),
		rtp_timestamp: C.uint32_t(i.RTPTimestamp),
		metadata_size: C.size_t(len(i.Metadata)),
		token:         C.uint64_t(i.Token),
	}
}

// with calls a function with the config as C has it.
func (c *StreamConfig) with(function func(*C.sealframe_stream_config, *C.sealframe_error) C.sealframe_status) error {
	return withString(c.Participant, func(participant *C.char) error {
		return withString(c.Track, func(track *C.char) error {
			raw := C.sealframe_stream_config{
				struct_size:     C.sizeof_sealframe_stream_config,
				participant:     participant,
				track:           track,
				media:           C.sealframe_media(c.Media),
				hold_max_frames: C.uint32_t(c.HoldMaxFrames),
				hold_max_bytes:  C.size_t(c.HoldMaxBytes),
				hold_max_age_ms: C.uint64_t(c.HoldMaxAgeMs),
			}
			return call(func(e *C.sealframe_error) C.sealframe_status { return function(&raw, e) })
		})
	})
}

// room returns dst with space for size bytes behind it, and that space.
func room(dst []byte, size C.size_t) (whole, space []byte) {
	if uint64(cap(dst)-len(dst)) < uint64(size) {
		grown := make([]byte, len(dst), len(dst)+int(size))
		copy(grown, dst)
		dst = grown
	}
	return dst, dst[len(dst) : len(dst)+int(size)]
}

// appended returns dst with the frame that came out in the space behind it.
func appended(dst []byte, status C.sealframe_frame_status, result *C.sealframe_frame_result) ([]byte, error) {
	switch FrameStatus(status) {
	case FrameOK, FramePassedThrough:
		return dst[:len(dst)+int(result.size)], nil
	}
	return nil, &FrameError{FrameStatus(status), uint64(result.kid)}
}

// SendTransform is the sending side of a stream.
type SendTransform struct {
	mu       sync.Mutex
	handle   *C.sealframe_send_transform
	reserver *reserver
}

// NewSendTransform creates the sending side of a stream of a local participant,
// which may have no key yet.
func (s *Session) NewSendTransform(config StreamConfig) (*SendTransform, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	t := &SendTransform{reserver: s.reserver}
	err := config.with(func(raw *C.sealframe_stream_config, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_send_transform_create(s.handle, raw, &t.handle, e)
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(t, (*SendTransform).Close)
	return t, nil
}

// Close destroys the transform.
func (t *SendTransform) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	C.sealframe_send_transform_destroy(t.handle)
	t.handle = nil
}

// Seal appends the sealed frame to dst. To seal in place, pass frame[:0] as dst with
// enough capacity; otherwise dst's spare capacity and frame share no byte.
func (t *SendTransform) Seal(dst, frame []byte, info FrameInfo) ([]byte, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	dst, out := room(dst, C.sealframe_send_transform_max_sealed_size(t.handle, C.size_t(len(frame))))
	result := C.sealframe_frame_result{struct_size: C.sizeof_sealframe_frame_result}
	status := C.seal(t.handle, info.raw(), pointer(info.Metadata), pointer(frame), C.size_t(len(frame)),
		pointer(out), C.size_t(len(out)), &result)
	return appended(dst, status, &result)
}

// ReceiveTransform is the receiving side of a stream.
type ReceiveTransform struct {
	mu       sync.Mutex
	handle   *C.sealframe_receive_transform
	reserver *reserver
}

// NewReceiveTransform creates the receiving side of a stream of a remote
// participant, which may have no key yet.
func (s *Session) NewReceiveTransform(config StreamConfig) (*ReceiveTransform, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	t := &ReceiveTransform{reserver: s.reserver}
	err := config.with(func(raw *C.sealframe_stream_config, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_receive_transform_create(s.handle, raw, &t.handle, e)
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(t, (*ReceiveTransform).Close)
	return t, nil
}

// Close destroys the transform.
func (t *ReceiveTransform) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	C.sealframe_receive_transform_destroy(t.handle)
	t.handle = nil
}

// Open appends the opened frame to dst, with the rules of Seal. An error that wraps
// FrameHeld means that the frame waits for its key: see OpenHeld.
func (t *ReceiveTransform) Open(dst, sealed []byte, info FrameInfo) ([]byte, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	dst, out := room(dst, C.sealframe_receive_transform_max_opened_size(t.handle, C.size_t(len(sealed))))
	result := C.sealframe_frame_result{struct_size: C.sizeof_sealframe_frame_result}
	status := C.open_frame(t.handle, info.raw(), pointer(info.Metadata), pointer(sealed), C.size_t(len(sealed)),
		pointer(out), C.size_t(len(out)), &result)
	return appended(dst, status, &result)
}

// OpenHeld appends the oldest held frame whose key has been set to dst, and returns
// the info that it came with, except its metadata. An error that wraps FrameNoFrame
// means that no frame can come out now.
func (t *ReceiveTransform) OpenHeld(dst []byte) ([]byte, FrameInfo, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	result := C.sealframe_frame_result{struct_size: C.sizeof_sealframe_frame_result}
	raw := C.sealframe_frame_info{struct_size: C.sizeof_sealframe_frame_info}
	status := C.sealframe_frame_status(C.SEALFRAME_FRAME_BUFFER_TOO_SMALL)
	// Another goroutine may set the key of a larger frame meanwhile: ask again.
	for status == C.SEALFRAME_FRAME_BUFFER_TOO_SMALL {
		var out []byte
		dst, out = room(dst, C.sealframe_receive_transform_next_held_size(t.handle))
		status = C.sealframe_receive_transform_open_held(t.handle, &raw, pointer(out), C.size_t(len(out)), &result)
	}
	opened, err := appended(dst, status, &result)
	return opened, FrameInfo{
		Codec:        Codec(raw.codec),
		IsKeyFrame:   raw.is_key_frame != 0,
		SSRC:         uint32(raw.ssrc),
		RTPTimestamp: uint32(raw.rtp_timestamp),
		Token:        uint64(raw.token),
	}, err
}

// NumHeld returns the number of held frames.
func (t *ReceiveTransform) NumHeld() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return int(C.sealframe_receive_transform_num_held(t.handle))
}

// HeldToken returns the token of the held frame at index, where 0 is the oldest; 0
// past the last one.
func (t *ReceiveTransform) HeldToken(index int) uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return uint64(C.sealframe_receive_transform_held_token(t.handle, C.size_t(index)))
}
