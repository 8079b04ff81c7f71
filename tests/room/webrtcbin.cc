// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/room/webrtcbin.h"

#include <gst/gst.h>
#include <gst/sdp/sdp.h>

#include <atomic>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/webrtc_parts.h"
#include "sealframe/hooks/libwebrtc/testing/wait.h"

namespace sealframe::gst {
namespace {

// The network of the room has this address (private_network.py).
constexpr char kAddress[] = "192.0.2.1";

// Values of webrtcbin's enums.
constexpr int kOffer = 1;
constexpr int kAnswer = 3;
constexpr int kGatheringComplete = 2;

// Receive links a stream by the media type that its SDP declares.
void Receive(GstElement*, GstPad* pad, gpointer pipeline) {
  const GstPtr<GstCaps> caps(gst_pad_get_current_caps(pad));
  const GstStructure* structure = gst_caps_get_structure(caps.get(), 0);
  const GstPtr<GstElement> depay = static_cast<Pipeline*>(pipeline)->Get(
      gst_structure_get_string(structure, "media"));
  const GstPtr<GstPad> sink(gst_element_get_static_pad(depay.get(), "sink"));
  EXPECT_EQ(gst_pad_link(pad, sink.get()), GST_PAD_LINK_OK);
}

// Repeat lets a stream ask for lost packets, and send its own again.
void Repeat(GstElement*, GObject* transceiver, gpointer) {
  g_object_set(transceiver, "do-nack", TRUE, nullptr);
}

// RepeatAll does so for the streams of `rtc` that there are, and will be.
void RepeatAll(GstElement* rtc) {
  g_signal_connect(rtc, "on-new-transceiver", G_CALLBACK(Repeat), nullptr);
  GArray* transceivers = nullptr;
  g_signal_emit_by_name(rtc, "get-transceivers", &transceivers);
  for (guint i = 0; i < transceivers->len; ++i) {
    Repeat(rtc, g_array_index(transceivers, GObject*, i), nullptr);
  }
  g_array_unref(transceivers);
}

// WithoutFir removes from a description that key frames can be asked for by
// FIR, which webrtcbin prefers. Janus takes no notice of that one, but of PLI.
std::string WithoutFir(const std::string& sdp) {
  std::istringstream lines(sdp);
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    if (line.find(" ccm fir") == std::string::npos) kept += line + "\n";
  }
  return kept;
}

bool IsGathered(GstElement* rtc) {
  gint state = 0;
  g_object_get(rtc, "ice-gathering-state", &state, nullptr);
  return state == kGatheringComplete;
}

}  // namespace

WebRtcBin::WebRtcBin(Pipeline* pipeline, const char* name)
    : pipeline_(pipeline), rtc_(pipeline->Get(name)) {
  UseAddress(rtc_.get(), kAddress);
  g_signal_connect(rtc_.get(), "pad-added", G_CALLBACK(Receive), pipeline_);
  RepeatAll(rtc_.get());
  g_signal_connect(rtc_.get(), "on-negotiation-needed",
                   G_CALLBACK(+[](GstElement*, gpointer is_ready) {
                     *static_cast<std::atomic<bool>*>(is_ready) = true;
                   }),
                   &is_ready_);
}

std::string WebRtcBin::Offer() {
  EXPECT_TRUE(WaitUntil([this] { return is_ready_.load(); }));
  return Describe("create-offer", "offer");
}

void WebRtcBin::Accept(const std::string& answer) {
  SetRemote(kAnswer, answer);
}

std::string WebRtcBin::Answer(const std::string& offer) {
  SetRemote(kOffer, WithoutFir(offer));
  return Describe("create-answer", "answer");
}

std::string WebRtcBin::Describe(const char* signal, const char* name) {
  GstPromise* made = gst_promise_new();
  g_signal_emit_by_name(rtc_.get(), signal, nullptr, made);
  gst_promise_wait(made);
  GstPromise* set = gst_promise_new();
  g_signal_emit_by_name(rtc_.get(), "set-local-description",
                        g_value_get_boxed(gst_structure_get_value(
                            gst_promise_get_reply(made), name)),
                        set);
  gst_promise_wait(set);
  gst_promise_unref(set);
  gst_promise_unref(made);
  EXPECT_TRUE(WaitUntil([this] { return IsGathered(rtc_.get()); }));
  GValue description = G_VALUE_INIT;
  g_object_get_property(G_OBJECT(rtc_.get()), "local-description",
                        &description);
  gchar* text = gst_sdp_message_as_text(
      static_cast<const SessionDescription*>(g_value_get_boxed(&description))
          ->sdp);
  const std::string copy = text;
  g_free(text);
  g_value_unset(&description);
  return copy;
}

void WebRtcBin::SetRemote(int type, const std::string& text) {
  GstSDPMessage* sdp = nullptr;
  EXPECT_EQ(gst_sdp_message_new_from_text(text.c_str(), &sdp), GST_SDP_OK);
  const SessionDescription description = {type, sdp};
  GstPromise* set = gst_promise_new();
  g_signal_emit_by_name(rtc_.get(), "set-remote-description", &description,
                        set);
  gst_promise_wait(set);
  gst_promise_unref(set);
  gst_sdp_message_free(sdp);
}

}  // namespace sealframe::gst
