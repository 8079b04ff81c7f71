// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The action signals by which an application hands keys to the elements:
//
//   gboolean add-key(guint64 key_index, GBytes* key)
//   gboolean add-passphrase(guint64 key_index, GBytes* passphrase)
//   gboolean retire-key(guint64 key_index, guint64 overlap_ms)
// and of senders
//   gboolean activate-key(guint64 key_index)
//   gboolean ratchet-key()
//
// They return whether it was done, and post a warning that says why if not. A
// key that is added is not sealed with before it is activated, so that all
// receivers can have it first.
//
// Thread-safety: signals may be emitted from any thread but a streaming one.

#ifndef SEALFRAME_HOOKS_GSTREAMER_KEY_SIGNALS_H_
#define SEALFRAME_HOOKS_GSTREAMER_KEY_SIGNALS_H_

#include <gst/gst.h>

namespace sealframe::gst {

// InstallKeySignals gives a type of SealframeElement what all have.
void InstallKeySignals(GType type);

// InstallSenderSignals gives it what only senders have.
void InstallSenderSignals(GType type);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_KEY_SIGNALS_H_
