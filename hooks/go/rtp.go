// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

/*
#include <sealframe.h>

// Go's memory may not hold a pointer to Go's memory when C gets it.
static sealframe_insert_result insert(sealframe_depacketizer* depacketizer,
                                      sealframe_rtp_packet packet,
                                      const uint8_t* payload) {
  packet.payload = payload;
  return sealframe_depacketizer_insert(depacketizer, &packet);
}
*/
// #include <stdlib.h>
import "C"

import (
	"runtime"
	"sync"
)

// Packetizer splits sealed frames of the profile sframe into RTP payloads.
type Packetizer struct {
	mu             sync.Mutex
	handle         *C.sealframe_packetizer
	maxPayloadSize int
}

// Payload is one RTP payload.
type Payload struct {
	Bytes   []byte
	Marker  bool // The RTP header's M bit.
	IsFirst bool
	IsLast  bool
}

// NewPacketizer creates a packetizer for payloads of at most maxPayloadSize bytes.
func NewPacketizer(maxPayloadSize int) (*Packetizer, error) {
	if maxPayloadSize < 0 {
		return nil, &Error{InvalidArgument, "maxPayloadSize is negative"}
	}
	p := &Packetizer{maxPayloadSize: maxPayloadSize}
	err := call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_packetizer_create(C.size_t(maxPayloadSize), &p.handle, e)
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(p, (*Packetizer).Close)
	return p, nil
}

// Close destroys the packetizer.
func (p *Packetizer) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	C.sealframe_packetizer_destroy(p.handle)
	p.handle = nil
}

// Payloads returns the payloads of a sealed frame. marker is the M bit of its last
// packet. An empty frame has no payloads.
func (p *Packetizer) Payloads(sealed []byte, origin PayloadOrigin, marker bool) ([]Payload, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	// The library reads the frame until the last payload is written.
	copied := C.CBytes(sealed)
	defer C.free(copied)
	count := C.sealframe_packetizer_start(p.handle, (*C.uint8_t)(copied), C.size_t(len(sealed)),
		C.sealframe_payload_origin(origin), number(marker))
	size := p.maxPayloadSize
	if size > len(sealed) {
		size = len(sealed) + 1 // The whole frame behind its descriptor.
	}
	payloads := make([]Payload, count)
	for i := range payloads {
		out := make([]byte, size)
		raw := C.sealframe_payload{struct_size: C.sizeof_sealframe_payload}
		status := FrameStatus(C.sealframe_packetizer_next(p.handle, pointer(out), C.size_t(len(out)), &raw))
		if status != FrameOK {
			return nil, &FrameError{Status: status}
		}
		payloads[i] = Payload{out[:raw.size], raw.marker != 0, raw.is_first != 0, raw.is_last != 0}
	}
	return payloads, nil
}

// DepacketizerOptions is sealframe_depacketizer_options. Zero is every field's
// default.
type DepacketizerOptions struct {
	MaxPackets     int
	MaxPayloadSize int
	TimeoutMs      uint64
}

// Depacketizer reassembles sealed frames from the RTP packets of one SSRC.
type Depacketizer struct {
	mu     sync.Mutex
	handle *C.sealframe_depacketizer
}

// RTPPacket is sealframe_rtp_packet.
type RTPPacket struct {
	Payload        []byte // Without padding.
	ReceivedMs     uint64 // By any monotonic clock.
	SequenceNumber uint16
	Timestamp      uint32
	PayloadType    uint8
	Marker         bool
}

// DepacketizedFrame is sealframe_depacketized_frame: a sealed frame.
type DepacketizedFrame struct {
	Bytes         []byte
	FirstSequence uint64
	LastSequence  uint64
	Timestamp     uint32
	PayloadType   uint32
	Marker        bool
	Origin        PayloadOrigin
}

// NewDepacketizer creates a depacketizer, with memory for all the packets that it
// can hold.
func NewDepacketizer(options DepacketizerOptions) (*Depacketizer, error) {
	d := &Depacketizer{}
	raw := C.sealframe_depacketizer_options{
		struct_size:      C.sizeof_sealframe_depacketizer_options,
		max_packets:      C.size_t(options.MaxPackets),
		max_payload_size: C.size_t(options.MaxPayloadSize),
		timeout_ms:       C.uint64_t(options.TimeoutMs),
	}
	err := call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_depacketizer_create(&raw, &d.handle, e)
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(d, (*Depacketizer).Close)
	return d, nil
}

// Close destroys the depacketizer.
func (d *Depacketizer) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	C.sealframe_depacketizer_destroy(d.handle)
	d.handle = nil
}

// Insert copies a packet and returns whether it made a frame ready.
func (d *Depacketizer) Insert(packet RTPPacket) InsertResult {
	d.mu.Lock()
	defer d.mu.Unlock()
	return InsertResult(C.insert(d.handle, C.sealframe_rtp_packet{
		struct_size:     C.sizeof_sealframe_rtp_packet,
		payload_size:    C.size_t(len(packet.Payload)),
		received_ms:     C.uint64_t(packet.ReceivedMs),
		sequence_number: C.uint32_t(packet.SequenceNumber),
		timestamp:       C.uint32_t(packet.Timestamp),
		payload_type:    C.uint32_t(packet.PayloadType),
		marker:          number(packet.Marker),
	}, pointer(packet.Payload)))
}

// Next removes and returns the sealed frame that became ready first. The error wraps
// FrameNoFrame if none is ready.
func (d *Depacketizer) Next() (DepacketizedFrame, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := make([]byte, C.sealframe_depacketizer_next_size(d.handle))
	raw := C.sealframe_depacketized_frame{struct_size: C.sizeof_sealframe_depacketized_frame}
	status := FrameStatus(C.sealframe_depacketizer_next(d.handle, pointer(out), C.size_t(len(out)), &raw))
	if status != FrameOK {
		return DepacketizedFrame{}, &FrameError{Status: status}
	}
	return DepacketizedFrame{out[:raw.size], uint64(raw.first_sequence), uint64(raw.last_sequence),
		uint32(raw.timestamp), uint32(raw.payload_type), raw.marker != 0, PayloadOrigin(raw.origin)}, nil
}

// DepacketizerStats is sealframe_depacketizer_stats.
type DepacketizerStats struct {
	PacketsReceived  uint64
	PacketsDelivered uint64 // In frames that were taken.
	FramesDelivered  uint64
	PacketsDropped   map[DropReason]uint64
}

// Stats returns the counts.
func (d *Depacketizer) Stats() (DepacketizerStats, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	raw := C.sealframe_depacketizer_stats{struct_size: C.sizeof_sealframe_depacketizer_stats}
	if err := statusError(C.sealframe_depacketizer_get_stats(d.handle, &raw)); err != nil {
		return DepacketizerStats{}, err
	}
	dropped := make(map[DropReason]uint64)
	for reason, count := range raw.packets_dropped {
		if count != 0 {
			dropped[DropReason(reason)] = uint64(count)
		}
	}
	return DepacketizerStats{uint64(raw.packets_received), uint64(raw.packets_delivered),
		uint64(raw.frames_delivered), dropped}, nil
}
