// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

package sealframe

// #include <sealframe.h>
// #include <stdlib.h>
// sealframe_status sealframeGoReserve(void* data, uint8_t* fingerprint,
//                                     uint64_t count, uint64_t* begin);
import "C"

import (
	"runtime"
	"runtime/cgo"
	"unsafe"
)

// ReserveCounters reserves counters in a store of the application.
//
// It gets the fingerprint of a key and a count, and returns the first of count
// consecutive counters, none of which was ever reserved before for that key, in any
// process. It returns only once the reservation would survive a power failure. An
// error or a panic means that nothing is reserved.
//
// Methods that set or change keys and [Session.Poll] call it. It may block, but must
// not call this package.
type ReserveCounters func(fingerprint [16]byte, count uint64) (first uint64, err error)

// A reserver keeps a callback as long as an object refers to it: until the library
// cannot call it any more. C has a pointer to its handle.
type reserver struct{ data unsafe.Pointer }

// newReserver returns nil without a callback.
func newReserver(callback ReserveCounters) *reserver {
	if callback == nil {
		return nil
	}
	handle := cgo.NewHandle(callback)
	r := &reserver{C.malloc(C.size_t(unsafe.Sizeof(handle)))}
	*(*cgo.Handle)(r.data) = handle
	runtime.SetFinalizer(r, func(r *reserver) {
		(*cgo.Handle)(r.data).Delete()
		C.free(r.data)
	})
	return r
}

func (r *reserver) addTo(options *C.sealframe_provider_options) {
	if r != nil {
		options.reserve_counters = (*[0]byte)(C.sealframeGoReserve)
		options.reserve_counters_user_data = r.data
	}
}

//export sealframeGoReserve
func sealframeGoReserve(data unsafe.Pointer, fingerprint *C.uint8_t, count C.uint64_t, begin *C.uint64_t) (status C.sealframe_status) {
	status = C.SEALFRAME_UNAVAILABLE
	// A panic cannot pass through C.
	defer func() { _ = recover() }()
	callback := (*cgo.Handle)(data).Value().(ReserveCounters)
	first, err := callback(*(*[16]byte)(unsafe.Pointer(fingerprint)), uint64(count))
	if err == nil {
		*begin = C.uint64_t(first)
		status = C.SEALFRAME_OK
	}
	return status
}
