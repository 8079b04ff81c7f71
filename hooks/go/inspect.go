// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

/*
#include <sealframe.h>

// Go's memory may not hold a pointer to Go's memory when C gets it.
static sealframe_status inspect(const char* profile, sealframe_media media,
                                sealframe_frame_info info,
                                const uint8_t* metadata, const uint8_t* frame,
                                size_t frame_size,
                                sealframe_inspection* inspection,
                                sealframe_error* error) {
  info.metadata = metadata;
  return sealframe_inspect(profile, media, &info, frame, frame_size, inspection,
                           error);
}
*/
import "C"

// Inspection is sealframe_inspection: the fields of a sealed frame and the sizes of
// its parts. Nothing here is authenticated: show it to people, never act on it.
type Inspection struct {
	Profile        string
	KID            uint64
	Counter        uint64
	HeaderSize     int
	ClearSize      int
	CiphertextSize int
	TagSize        int
	NonceSize      int
	RangesSize     int
	TrailerSize    int
}

// Inspect parses a sealed frame. An empty profile guesses the likeliest.
func Inspect(profile string, media Media, info FrameInfo, frame []byte) (Inspection, error) {
	raw := C.sealframe_inspection{struct_size: C.sizeof_sealframe_inspection}
	err := withString(profile, func(name *C.char) error {
		if profile == "" {
			name = nil
		}
		return call(func(e *C.sealframe_error) C.sealframe_status {
			return C.inspect(name, C.sealframe_media(media), info.raw(), pointer(info.Metadata),
				pointer(frame), C.size_t(len(frame)), &raw, e)
		})
	})
	return Inspection{C.GoString(raw.profile), uint64(raw.kid), uint64(raw.counter), int(raw.header_size),
		int(raw.clear_size), int(raw.ciphertext_size), int(raw.tag_size), int(raw.nonce_size),
		int(raw.ranges_size), int(raw.trailer_size)}, err
}

// EncodeSenderKeyID composes a KID of RFC 9605, Section 5.1.
func EncodeSenderKeyID(generation, step uint64, ratchetBits uint32) (uint64, error) {
	var kid C.uint64_t
	err := call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_encode_sender_key_id(C.uint64_t(generation), C.uint64_t(step),
			C.uint32_t(ratchetBits), &kid, e)
	})
	return uint64(kid), err
}

// DecodeSenderKeyID splits such a KID.
func DecodeSenderKeyID(kid uint64, ratchetBits uint32) (generation, step uint64, err error) {
	var g, s C.uint64_t
	err = call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_decode_sender_key_id(C.uint64_t(kid), C.uint32_t(ratchetBits), &g, &s, e)
	})
	return uint64(g), uint64(s), err
}

// EncodeMLSKeyID composes a KID of RFC 9605, Section 5.2, with the low epochBits of
// epoch.
func EncodeMLSKeyID(context, index, epoch uint64, senderBits, epochBits uint32) (uint64, error) {
	var kid C.uint64_t
	err := call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_encode_mls_key_id(C.uint64_t(context), C.uint64_t(index), C.uint64_t(epoch),
			C.uint32_t(senderBits), C.uint32_t(epochBits), &kid, e)
	})
	return uint64(kid), err
}

// DecodeMLSKeyID splits such a KID.
func DecodeMLSKeyID(kid uint64, senderBits, epochBits uint32) (context, index, epoch uint64, err error) {
	var c, i, n C.uint64_t
	err = call(func(e *C.sealframe_error) C.sealframe_status {
		return C.sealframe_decode_mls_key_id(C.uint64_t(kid), C.uint32_t(senderBits), C.uint32_t(epochBits),
			&c, &i, &n, e)
	})
	return uint64(c), uint64(i), uint64(n), err
}
