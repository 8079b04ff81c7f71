// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/sealframe_dec.h"

#include <gst/gst.h>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/sealframe_element.h"

namespace sealframe::gst {
namespace {

struct SealframeDec {
  SealframeElement parent;
};

struct SealframeDecClass {
  SealframeElementClass parent;
};

}  // namespace

G_DEFINE_TYPE(SealframeDec, sealframe_dec, sealframe_element_get_type())

static void sealframe_dec_class_init(SealframeDecClass* element_class) {
  SetDirection(&element_class->parent, SEALFRAME_RECEIVE);
  gst_element_class_set_static_metadata(
      GST_ELEMENT_CLASS(element_class), "Sealframe decryptor",
      "Filter/Decryptor/Audio/Video",
      "Decrypts frames that were encrypted end to end, between depayloader and "
      "decoder",
      "The Sealframe Authors");
}

static void sealframe_dec_init(SealframeDec*) {}

}  // namespace sealframe::gst
