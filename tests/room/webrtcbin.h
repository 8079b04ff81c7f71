// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The signalling of a webrtcbin of a pipeline, with complete descriptions. What
// it receives goes to the elements `video` and `audio`.
//
// Thread-safety: belongs to one thread.

#ifndef SEALFRAME_TESTS_ROOM_WEBRTCBIN_H_
#define SEALFRAME_TESTS_ROOM_WEBRTCBIN_H_

#include <gst/gst.h>

#include <atomic>
#include <string>

#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

namespace sealframe::gst {

class WebRtcBin {
 public:
  // WebRtcBin is for the element `name`, and must exist before `pipeline`
  // plays.
  WebRtcBin(Pipeline* pipeline, const char* name);

  // Offer returns the offer of all that the pipeline sends.
  std::string Offer();
  // Accept takes the answer to it.
  void Accept(const std::string& answer);
  // Answer answers an offer.
  std::string Answer(const std::string& offer);

 private:
  // Describe sets the local description that `signal` creates, `name`, and
  // returns it with all candidates.
  std::string Describe(const char* signal, const char* name);
  void SetRemote(int type, const std::string& text);

  Pipeline* const pipeline_;
  const GstPtr<GstElement> rtc_;
  std::atomic<bool> is_ready_ = false;  // To make an offer.
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_TESTS_ROOM_WEBRTCBIN_H_
