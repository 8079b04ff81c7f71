// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

/*
#include <sealframe.h>
#include <stdlib.h>

// Go's memory may not hold a pointer to Go's memory when C gets it.
static sealframe_status diagnose(const sealframe_provider_options* options,
                                 const sealframe_diagnosis_key* const* keys,
                                 size_t num_keys, sealframe_media media,
                                 sealframe_frame_info info,
                                 const uint8_t* metadata, const uint8_t* frame,
                                 size_t frame_size,
                                 sealframe_diagnosis* diagnosis,
                                 sealframe_error* error) {
  info.metadata = metadata;
  return sealframe_diagnose(options, keys, num_keys, media, &info, frame,
                            frame_size, diagnosis, error);
}
*/
import "C"

import (
	"fmt"
	"io"
	"unsafe"
)

// DiagnosisKey is sealframe_diagnosis_key: a key for [Diagnose]. Package fmt does not
// print it.
type DiagnosisKey struct {
	Participant string // Whose key it is, for the explanation.
	KeyIndex    uint64
	Step        uint64 // The ratchet step that Key is at.
	Key         []byte
	Kind        KeyKind
	AnyKeyIndex bool // Whether frames may name another index.
}

// String leaves the key out.
func (k DiagnosisKey) String() string {
	return fmt.Sprintf("key %d of %q at step %d, of kind %v", k.KeyIndex, k.Participant, k.Step, k.Kind)
}

// Format does so for every verb.
func (k DiagnosisKey) Format(state fmt.State, _ rune) { io.WriteString(state, k.String()) }

// Diagnosis is sealframe_diagnosis: why a frame does not open.
type Diagnosis struct {
	Status      FrameStatus     // The result of opening the frame as given.
	Reason      FailureReason   // The first of Reasons, or the kind of frame if there is none.
	Reasons     []FailureReason // The reasons that together explain the failure.
	Possible    []FailureReason // The possible reasons if nothing is proved, the likeliest first.
	OpenedSize  int             // The size of the frame if it opens.
	Explanation string          // A sentence with the remedy.
}

// Diagnose finds the reason why a received frame does not open. The receiver's key is
// the first of keys. It takes up to some seconds: never call it for each frame.
func Diagnose(options ProviderOptions, keys []DiagnosisKey, media Media, info FrameInfo, frame []byte) (Diagnosis, error) {
	raw := C.sealframe_diagnosis{struct_size: C.sizeof_sealframe_diagnosis}
	err := withKeys(keys, nil, func(rawKeys []*C.sealframe_diagnosis_key) error {
		var first **C.sealframe_diagnosis_key
		if len(rawKeys) > 0 {
			first = &rawKeys[0]
		}
		return options.with(func(rawOptions *C.sealframe_provider_options) error {
			return call(func(e *C.sealframe_error) C.sealframe_status {
				return C.diagnose(rawOptions, first, C.size_t(len(rawKeys)), C.sealframe_media(media),
					info.raw(), pointer(info.Metadata), pointer(frame), C.size_t(len(frame)), &raw, e)
			})
		})
	})
	return Diagnosis{
		Status:      FrameStatus(raw.status),
		Reason:      FailureReason(raw.reason),
		Reasons:     reasons(raw.reasons[:], raw.num_reasons),
		Possible:    reasons(raw.possible[:], raw.num_possible),
		OpenedSize:  int(raw.opened_size),
		Explanation: C.GoString(&raw.explanation[0]),
	}, err
}

// withKeys calls a function with keys as C has them, behind those in done. The copies
// are wiped.
func withKeys(keys []DiagnosisKey, done []*C.sealframe_diagnosis_key, function func([]*C.sealframe_diagnosis_key) error) error {
	if len(keys) == 0 {
		return function(done)
	}
	key := keys[0]
	return withString(key.Participant, func(participant *C.char) error {
		bytes := C.CBytes(key.Key)
		defer func() {
			copy(unsafe.Slice((*byte)(bytes), len(key.Key)), make([]byte, len(key.Key)))
			C.free(bytes)
		}()
		raw := (*C.sealframe_diagnosis_key)(C.calloc(1, C.sizeof_sealframe_diagnosis_key))
		defer C.free(unsafe.Pointer(raw))
		*raw = C.sealframe_diagnosis_key{
			struct_size:   C.sizeof_sealframe_diagnosis_key,
			participant:   participant,
			key_index:     C.uint64_t(key.KeyIndex),
			step:          C.uint64_t(key.Step),
			key:           (*C.uint8_t)(bytes),
			key_size:      C.size_t(len(key.Key)),
			kind:          C.sealframe_key_kind(key.Kind),
			any_key_index: number(key.AnyKeyIndex),
		}
		return withKeys(keys[1:], append(done, raw), function)
	})
}

func reasons(all []C.sealframe_failure_reason, count C.uint32_t) []FailureReason {
	var found []FailureReason
	for _, reason := range all[:count] {
		found = append(found, FailureReason(reason))
	}
	return found
}
