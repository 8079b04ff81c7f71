// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The media that the elements carry, and their caps.
//
// What is sealed as a whole is no longer of its codec, and has caps of its own,
// `application/x-sframe`, so that no parser, payloader or decoder takes it for
// what it is not. As in GStreamer's own `application/x-cenc`, the field
// `original-media-type` names what was sealed, and all others stay as they
// were. In RTP it keeps the encoding name and clock rate of its codec, and the
// attribute `a=sframe` says what it is (draft-ietf-avtcore-rtp-sframe-02, "SDP
// Signaling").
//
// Thread-safety: functions over constant data. Caps are allocated.

#ifndef SEALFRAME_HOOKS_GSTREAMER_MEDIA_TYPE_H_
#define SEALFRAME_HOOKS_GSTREAMER_MEDIA_TYPE_H_

#include <gst/gst.h>

#include <string>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

struct MediaType {
  const char* name;           // Of the caps of what an encoder makes.
  const char* fields;         // That a decoder must find in the caps besides.
  const char* encoding_name;  // In RTP.
  const char* rtp_channels;   // What SDP says of it besides; null: nothing.
  int clock_rate;
  bool is_video;
  sealframe_codec codec;
};

// SealsWhole returns whether the named profile seals whole frames, codec
// headers included. Frames of other profiles keep their caps.
bool SealsWhole(const std::string& profile);

// FindMediaType finds the media type that a structure of caps says, by its name
// or, if it is `application/x-sframe`, by its field. Null if it is none of
// ours.
const MediaType* FindMediaType(const GstStructure* structure);

// FindRtpMediaType finds the media type of RTP with these caps, or null.
const MediaType* FindRtpMediaType(const GstStructure* structure);

// MediaCaps returns the caps of all media types, as encoders make them.
GstCaps* MediaCaps();

// SFrameCaps returns the caps of everything that is sealed as a whole.
GstCaps* SFrameCaps();

// RtpCaps returns the caps of SFrame in RTP, of all media types.
GstCaps* RtpCaps();

// ToSFrameCaps returns the caps of what media of `caps` is sealed to.
GstCaps* ToSFrameCaps(const GstCaps* caps);

// FromSFrameCaps returns the caps of what was sealed: the reverse, and all
// media types if the caps do not say which.
GstCaps* FromSFrameCaps(const GstCaps* caps);

// AddPadTemplate gives a class of elements its one pad of that direction, named
// "sink" or "src". It takes `caps`.
void AddPadTemplate(GstElementClass* element_class, GstPadDirection direction,
                    GstCaps* caps);

// DecoderCaps returns the caps that a decoder needs to know `type` by.
GstCaps* DecoderCaps(const MediaType& type);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_MEDIA_TYPE_H_
