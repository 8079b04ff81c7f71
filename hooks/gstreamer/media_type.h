// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The media types that the elements carry, and their caps.
//
// A frame that is sealed as a whole no longer parses as its codec. It has its
// own caps, `application/x-sframe`, so that no parser, payloader or decoder can
// misread it. As in GStreamer's `application/x-cenc`, the field
// `original-media-type` names the sealed type and all other fields are kept. In
// RTP it keeps the encoding name and clock rate of its codec, and the attribute
// `a=sframe` marks it (draft-ietf-avtcore-rtp-sframe-02, "SDP Signaling").
//
// Thread-safety: functions over constant data. Caps are allocated.

#ifndef SEALFRAME_HOOKS_GSTREAMER_MEDIA_TYPE_H_
#define SEALFRAME_HOOKS_GSTREAMER_MEDIA_TYPE_H_

#include <gst/gst.h>

#include <string>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

struct MediaType {
  const char* name;           // Name of the caps that an encoder produces.
  const char* fields;         // Further caps fields that decoders require.
  const char* encoding_name;  // RTP encoding name.
  const char* rtp_channels;   // SDP encoding parameters, or null for none.
  int clock_rate;
  bool is_video;
  sealframe_codec codec;
};

// SealsWhole returns whether the named profile seals whole frames, codec
// headers included. Frames of other profiles keep their caps.
bool SealsWhole(const std::string& profile);

// FindMediaType returns the media type of a caps structure: that of its name,
// or, for `application/x-sframe`, of the field `original-media-type`. It
// returns null if the type is not supported.
const MediaType* FindMediaType(const GstStructure* structure);

// FindRtpMediaType returns the media type of an RTP caps structure, or null.
const MediaType* FindRtpMediaType(const GstStructure* structure);

// MediaCaps returns the caps of all media types, as encoders produce them.
GstCaps* MediaCaps();

// SFrameCaps returns the caps of all media types when sealed as a whole.
GstCaps* SFrameCaps();

// RtpCaps returns the caps of SFrame in RTP for all media types. The last ones
// are those of Opus with more than two channels (opus_channels.h).
GstCaps* RtpCaps();

// ToSFrameCaps returns the caps of media with `caps` after it is sealed.
GstCaps* ToSFrameCaps(const GstCaps* caps);

// FromSFrameCaps reverses ToSFrameCaps. Caps that name no original media type
// become those of all media types.
GstCaps* FromSFrameCaps(const GstCaps* caps);

// AddPadTemplate adds the always-present pad "sink" or "src" to an element
// class. It takes ownership of `caps`.
void AddPadTemplate(GstElementClass* element_class, GstPadDirection direction,
                    GstCaps* caps);

// DecoderCaps returns the caps that a decoder of `type` accepts. They may have
// ranges.
GstCaps* DecoderCaps(const MediaType& type);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_MEDIA_TYPE_H_
