// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Declarations of a WebRTC newer than Debian's, after its interfaces of 2026,
// as far as the adapters use it: all names in namespace webrtc, std::span,
// frames that carry their MIME type, and SFrame. They serve to compile and test
// the adapters; a fork has its own.
//
// This header declares references.
//
// Thread-safety: references may be counted in any thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_NEWER_REF_COUNT_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_NEWER_REF_COUNT_H_

#include <atomic>
#include <cstddef>
#include <utility>

namespace webrtc {

class RefCountInterface {
 public:
  virtual void AddRef() const = 0;
  virtual void Release() const = 0;

 protected:
  virtual ~RefCountInterface() = default;
};

template <typename T>
class scoped_refptr {
 public:
  scoped_refptr() = default;
  scoped_refptr(std::nullptr_t) {}  // NOLINT(runtime/explicit)
  explicit scoped_refptr(T* pointer) : pointer_(pointer) { AddRef(); }
  scoped_refptr(const scoped_refptr& other) : pointer_(other.get()) {
    AddRef();
  }
  template <typename U>
  scoped_refptr(const scoped_refptr<U>& other) : pointer_(other.get()) {
    AddRef();
  }
  scoped_refptr(scoped_refptr&& other) noexcept
      : pointer_(std::exchange(other.pointer_, nullptr)) {}
  ~scoped_refptr() {
    if (pointer_ != nullptr) pointer_->Release();
  }
  scoped_refptr& operator=(scoped_refptr other) noexcept {
    std::swap(pointer_, other.pointer_);
    return *this;
  }

  T* get() const { return pointer_; }
  T* operator->() const { return pointer_; }
  T& operator*() const { return *pointer_; }
  bool operator==(std::nullptr_t) const { return pointer_ == nullptr; }

 private:
  void AddRef() {
    if (pointer_ != nullptr) pointer_->AddRef();
  }
  T* pointer_ = nullptr;
};

template <typename T>
class RefCountedObject : public T {
 public:
  template <typename... Arguments>
  explicit RefCountedObject(Arguments&&... arguments)
      : T(std::forward<Arguments>(arguments)...) {}
  void AddRef() const override { ++references_; }
  void Release() const override {
    if (--references_ == 0) delete this;
  }

 private:
  mutable std::atomic<int> references_ = 0;
};

template <typename T, typename... Arguments>
scoped_refptr<T> make_ref_counted(Arguments&&... arguments) {
  return scoped_refptr<T>(
      new RefCountedObject<T>(std::forward<Arguments>(arguments)...));
}

}  // namespace webrtc

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_NEWER_REF_COUNT_H_
