// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

// #include <sealframe.h>
import "C"

import (
	"runtime"
	"sync"
)

// DataPacketHeader is the fields that travel beside one of LiveKit's data packets.
type DataPacketHeader struct {
	IV       [12]byte
	KeyIndex uint8 // The ring index.
}

// DataPacketSealer seals LiveKit's data packets of one participant.
type DataPacketSealer struct {
	mu       sync.Mutex
	handle   *C.sealframe_data_packet_sealer
	reserver *reserver
}

// NewDataPacketSealer creates a sealer for a local participant, which may have no
// key yet.
func NewDataPacketSealer(provider *Provider, participant string) (*DataPacketSealer, error) {
	s := &DataPacketSealer{reserver: provider.reserver}
	err := provider.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_data_packet_sealer_create(provider.handle, name, &s.handle, e)
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(s, (*DataPacketSealer).Close)
	return s, nil
}

// Close destroys the sealer.
func (s *DataPacketSealer) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	C.sealframe_data_packet_sealer_destroy(s.handle)
	s.handle = nil
}

// Seal appends the sealed packet to dst, with the rules of SendTransform.Seal.
func (s *DataPacketSealer) Seal(dst, packet []byte) ([]byte, DataPacketHeader, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	dst, out := room(dst, C.sealframe_data_packet_sealed_size(C.size_t(len(packet))))
	result := C.sealframe_frame_result{struct_size: C.sizeof_sealframe_frame_result}
	raw := C.sealframe_data_packet_header{struct_size: C.sizeof_sealframe_data_packet_header}
	status := C.sealframe_data_packet_sealer_seal(s.handle, pointer(packet), C.size_t(len(packet)),
		pointer(out), C.size_t(len(out)), &raw, &result)
	header := DataPacketHeader{KeyIndex: uint8(raw.key_index)}
	for i, b := range raw.iv {
		header.IV[i] = byte(b)
	}
	sealed, err := appended(dst, status, &result)
	return sealed, header, err
}

// DataPacketOpener opens LiveKit's data packets of one participant.
type DataPacketOpener struct {
	mu       sync.Mutex
	handle   *C.sealframe_data_packet_opener
	reserver *reserver
}

// NewDataPacketOpener creates an opener for a remote participant, which may have no
// key yet.
func NewDataPacketOpener(provider *Provider, participant string) (*DataPacketOpener, error) {
	o := &DataPacketOpener{reserver: provider.reserver}
	err := provider.callFor(participant, func(name *C.char, e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_data_packet_opener_create(provider.handle, name, &o.handle, e)
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(o, (*DataPacketOpener).Close)
	return o, nil
}

// Close destroys the opener.
func (o *DataPacketOpener) Close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	C.sealframe_data_packet_opener_destroy(o.handle)
	o.handle = nil
}

// Open appends the packet to dst, whose spare capacity shares no byte with sealed.
func (o *DataPacketOpener) Open(dst, sealed []byte, header DataPacketHeader) ([]byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	dst, out := room(dst, C.size_t(len(sealed)))
	result := C.sealframe_frame_result{struct_size: C.sizeof_sealframe_frame_result}
	raw := C.sealframe_data_packet_header{
		struct_size: C.sizeof_sealframe_data_packet_header,
		key_index:   C.uint32_t(header.KeyIndex),
	}
	for i, b := range header.IV {
		raw.iv[i] = C.uint8_t(b)
	}
	status := C.sealframe_data_packet_opener_open(o.handle, &raw, pointer(sealed), C.size_t(len(sealed)),
		pointer(out), C.size_t(len(out)), &result)
	return appended(dst, status, &result)
}
