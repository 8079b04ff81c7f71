// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The GStreamer plugin `sealframe`.

#include <gst/gst.h>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/rtp_sealed_pay.h"
#include "sealframe/hooks/gstreamer/rtp_sframe_depay.h"
#include "sealframe/hooks/gstreamer/rtp_sframe_pay.h"
#include "sealframe/hooks/gstreamer/sealframe_dec.h"
#include "sealframe/hooks/gstreamer/sealframe_enc.h"

// Required by GST_PLUGIN_DEFINE.
#define PACKAGE "sealframe"

namespace sealframe::gst {
namespace {

gboolean Init(GstPlugin* plugin) {
  return gst_element_register(plugin, "sealframeenc", GST_RANK_NONE,
                              sealframe_enc_get_type()) &&
         gst_element_register(plugin, "sealframedec", GST_RANK_NONE,
                              sealframe_dec_get_type()) &&
         gst_element_register(plugin, "rtpsealedpay", GST_RANK_NONE,
                              rtp_sealed_pay_get_type()) &&
         gst_element_register(plugin, "rtpsframepay", GST_RANK_NONE,
                              rtp_sframe_pay_get_type()) &&
         gst_element_register(plugin, "rtpsframedepay", GST_RANK_NONE,
                              rtp_sframe_depay_get_type());
}

}  // namespace
}  // namespace sealframe::gst

GST_PLUGIN_DEFINE(GST_VERSION_MAJOR, GST_VERSION_MINOR, sealframe,
                  "End-to-end encryption of encoded media frames",
                  sealframe::gst::Init, SEALFRAME_VERSION, "Apache 2.0",
                  "sealframe", "https://www.rfc-editor.org/rfc/rfc9605")
