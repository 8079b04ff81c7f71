// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Package sealframe is end-to-end encryption of encoded media frames: SFrame
// (RFC 9605) and the frame formats of LiveKit, VideoSDK, Jitsi, Discord (DAVE) and
// GetStream. It needs Sealframe's C library, which pkg-config finds.
//
// An application creates a [Provider], which holds keys; a [Session] over the
// provider; and a transform for each stream and direction. Transforms seal and
// open frames. [Session.Poll] reports the state of streams and keys.
//
// Names are those of sealframe.h, whose comments hold here too. Goroutines may
// share all objects: those that the header restricts to one thread at a time have
// a lock here. Close frees an object early. Objects may be closed in any order,
// and an object that is collected is closed.
package sealframe

// #cgo pkg-config: sealframe
// #include <sealframe.h>
// #include <stdlib.h>
import "C"

import (
	"regexp"
	"strings"
	"unsafe"
)

// Error explains why a function that configures or sets keys failed. Nothing has
// changed then. It wraps its status: errors.Is(err, sealframe.NotFound).
type Error struct {
	Status  Status
	Message string // The reason in words, if there are any, without key material.
}

func (e *Error) Error() string {
	if e.Message == "" {
		return e.Status.String()
	}
	return e.Status.String() + ": " + e.Message
}

// Unwrap returns the status.
func (e *Error) Unwrap() error { return e.Status }

// Error makes a status an error, for errors.Is.
func (v Status) Error() string { return v.String() }

// FrameError is the reason why no frame came out. It wraps its status:
// errors.Is(err, sealframe.FrameHeld) means that the frame may come out later.
type FrameError struct {
	Status FrameStatus
	KID    uint64 // The key id of the frame given to opening; 0 if none.
}

func (e *FrameError) Error() string { return "no frame came out: " + e.Status.String() }

// Unwrap returns the status.
func (e *FrameError) Unwrap() error { return e.Status }

// Error makes an outcome an error, for errors.Is.
func (v FrameStatus) Error() string { return v.String() }

// cFunction finds the functions that a message of the C interface names.
var cFunction = regexp.MustCompile(`sealframe_provider_[a-z_]+`)

// method returns the name of a C function here.
func method(function string) string {
	name := "Provider."
	for _, word := range strings.Split(function, "_")[2:] {
		switch word {
		case "aead", "dave", "ssrc":
			name += strings.ToUpper(word)
		default:
			name += strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return name
}

// call calls a function of the C interface that explains its failures.
func call(function func(*C.sealframe_error) C.sealframe_status) error {
	var e C.sealframe_error
	e.struct_size = C.sizeof_sealframe_error
	if status := Status(function(&e)); status != OK {
		return &Error{status, cFunction.ReplaceAllStringFunc(C.GoString(&e.message[0]), method)}
	}
	return nil
}

// statusError returns the error of a function that has a status only.
func statusError(status C.sealframe_status) error {
	if Status(status) != OK {
		return &Error{Status: Status(status)}
	}
	return nil
}

// withString calls a function with a text as C has it, which cannot contain a zero
// byte.
func withString(text string, function func(*C.char) error) error {
	if strings.IndexByte(text, 0) >= 0 {
		return &Error{InvalidArgument, "a name contains a zero byte"}
	}
	copied := C.CString(text)
	defer C.free(unsafe.Pointer(copied))
	return function(copied)
}

// pointer returns the start of a slice; nil if it is empty.
func pointer(bytes []byte) *C.uint8_t {
	if len(bytes) == 0 {
		return nil
	}
	return (*C.uint8_t)(unsafe.Pointer(&bytes[0]))
}

func number(isTrue bool) C.uint32_t {
	if isTrue {
		return 1
	}
	return 0
}

// Version returns the library's version, for example "0.1.0".
func Version() string { return C.GoString(C.sealframe_version()) }

// ProfileNames returns the names of the profiles, for example "sframe".
func ProfileNames() []string {
	var names []string
	for {
		name := C.sealframe_profile_name(C.size_t(len(names)))
		if name == nil {
			return names
		}
		names = append(names, C.GoString(name))
	}
}

// CodecFromName returns the codec of a name such as "H264", the part of a MIME type
// after the slash, in upper or lower case, or CodecUnknown.
func CodecFromName(name string) Codec {
	codec := CodecUnknown
	_ = withString(name, func(name *C.char) error {
		codec = Codec(C.sealframe_codec_from_name(name))
		return nil
	})
	return codec
}
