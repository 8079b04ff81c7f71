// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/sealframe_enc.h"

#include <gst/gst.h>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/sealframe_element.h"

namespace sealframe::gst {
namespace {

struct SealframeEnc {
  SealframeElement parent;
};

struct SealframeEncClass {
  SealframeElementClass parent;
};

}  // namespace

G_DEFINE_TYPE(SealframeEnc, sealframe_enc, sealframe_element_get_type())

static void sealframe_enc_class_init(SealframeEncClass* element_class) {
  SetDirection(&element_class->parent, SEALFRAME_SEND);
  gst_element_class_set_static_metadata(
      GST_ELEMENT_CLASS(element_class), "Sealframe encryptor",
      "Filter/Encryptor/Audio/Video",
      "Encrypts encoded frames end to end, between encoder and payloader",
      "The Sealframe Authors");
}

static void sealframe_enc_init(SealframeEnc*) {}

}  // namespace sealframe::gst
