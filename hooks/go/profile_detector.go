// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

/*
#include <sealframe.h>

// Go's memory may not hold a pointer to Go's memory when C gets it.
static sealframe_frame_status detect(sealframe_profile_detector* detector,
                                     sealframe_frame_info info,
                                     const uint8_t* metadata,
                                     const uint8_t* frame, size_t frame_size,
                                     uint8_t* out, size_t out_capacity,
                                     sealframe_frame_result* result) {
  info.metadata = metadata;
  return sealframe_profile_detector_open(detector, &info, frame, frame_size,
                                         out, out_capacity, result);
}
*/
import "C"

import (
	"runtime"
	"sync"
)

// ProfileDetector is a receiving stream whose profile is unknown: it tries the
// profiles of several sessions on each frame until one opens it.
type ProfileDetector struct {
	mu        sync.Mutex
	handle    *C.sealframe_profile_detector
	reservers []*reserver
}

// NewProfileDetector creates a detector that tries the profiles of sessions, of which
// there is at least one, in their order: put the profiles with the most distinctive
// frames first, and sframe last.
func NewProfileDetector(sessions []*Session, config StreamConfig) (*ProfileDetector, error) {
	if len(sessions) == 0 {
		return nil, &Error{InvalidArgument, "no session: give one for each profile"}
	}
	d := &ProfileDetector{}
	var handles []*C.sealframe_session
	for _, session := range sessions {
		session.mu.RLock()
		defer session.mu.RUnlock()
		handles = append(handles, session.handle)
		d.reservers = append(d.reservers, session.reserver)
	}
	err := config.with(func(raw *C.sealframe_stream_config, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_profile_detector_create(&handles[0], C.size_t(len(handles)), raw, &d.handle, e)
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(d, (*ProfileDetector).Close)
	return d, nil
}

// Close destroys the detector.
func (d *ProfileDetector) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	C.sealframe_profile_detector_destroy(d.handle)
	d.handle = nil
}

// Open appends the opened frame to dst, whose spare capacity shares no byte with
// sealed.
func (d *ProfileDetector) Open(dst, sealed []byte, info FrameInfo) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	dst, out := room(dst, C.sealframe_profile_detector_max_opened_size(d.handle, C.size_t(len(sealed))))
	result := C.sealframe_frame_result{struct_size: C.sizeof_sealframe_frame_result}
	status := C.detect(d.handle, info.raw(), pointer(info.Metadata), pointer(sealed), C.size_t(len(sealed)),
		pointer(out), C.size_t(len(out)), &result)
	return appended(dst, status, &result)
}

// Detected returns the index of the session whose profile the stream has; false if no
// frame has opened yet.
func (d *ProfileDetector) Detected() (index int, found bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var raw C.size_t
	found = Status(C.sealframe_profile_detector_detected(d.handle, &raw)) == OK
	return int(raw), found
}

// Stats returns the counts of the stream under the profile of the session at index.
func (d *ProfileDetector) Stats(index int) (StreamStats, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return newStreamStats(func(raw *C.sealframe_stream_stats) C.sealframe_status {
		return C.sealframe_profile_detector_get_stats(d.handle, C.size_t(index), raw)
	})
}
