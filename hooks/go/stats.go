// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

// #include <sealframe.h>
import "C"

// StreamStats is sealframe_stream_stats: the counts of one stream.
type StreamStats struct {
	FramesIn       uint64
	BytesIn        uint64
	FramesOut      uint64
	BytesOut       uint64
	FramesMeasured uint64
	LatencyP50Ns   uint64
	LatencyP90Ns   uint64
	LatencyP99Ns   uint64
	LatencyP100Ns  uint64
	// The outcomes that frames had. A held frame counts twice: as held, and with its
	// later outcome.
	FramesByStatus map[FrameStatus]uint64
}

func newStreamStats(get func(*C.sealframe_stream_stats) C.sealframe_status) (StreamStats, error) {
	raw := C.sealframe_stream_stats{struct_size: C.sizeof_sealframe_stream_stats}
	if err := statusError(get(&raw)); err != nil {
		return StreamStats{}, err
	}
	byStatus := make(map[FrameStatus]uint64)
	for status, count := range raw.frames_by_status {
		if count != 0 {
			byStatus[FrameStatus(status)] = uint64(count)
		}
	}
	return StreamStats{uint64(raw.frames_in), uint64(raw.bytes_in), uint64(raw.frames_out),
		uint64(raw.bytes_out), uint64(raw.frames_measured), uint64(raw.latency_p50_ns),
		uint64(raw.latency_p90_ns), uint64(raw.latency_p99_ns), uint64(raw.latency_p100_ns), byStatus}, nil
}

// Stats returns the counts of the stream.
func (t *SendTransform) Stats() (StreamStats, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return newStreamStats(func(raw *C.sealframe_stream_stats) C.sealframe_status {
		return C.sealframe_send_transform_get_stats(t.handle, raw)
	})
}

// Stats returns the counts of the stream.
func (t *ReceiveTransform) Stats() (StreamStats, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return newStreamStats(func(raw *C.sealframe_stream_stats) C.sealframe_status {
		return C.sealframe_receive_transform_get_stats(t.handle, raw)
	})
}

// KeyStats is sealframe_key_stats: the counts of one key of a receiving stream.
type KeyStats struct {
	KID            uint64
	FramesOpened   uint64
	FramesReplayed uint64
}

// KeyStats returns the counts of key index, from 0, among the keys that have opened
// a frame of this stream. The error wraps NotFound past the last one.
func (t *ReceiveTransform) KeyStats(index int) (KeyStats, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	raw := C.sealframe_key_stats{struct_size: C.sizeof_sealframe_key_stats}
	err := statusError(C.sealframe_receive_transform_get_key_stats(t.handle, C.size_t(index), &raw))
	return KeyStats{uint64(raw.kid), uint64(raw.frames_opened), uint64(raw.frames_replayed)}, err
}
