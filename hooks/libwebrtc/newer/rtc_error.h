// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Declarations of a newer WebRTC (see ref_count.h): errors.
//
// Thread-safety: values.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_NEWER_RTC_ERROR_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_NEWER_RTC_ERROR_H_

#include <string>
#include <utility>

namespace webrtc {

enum class RTCErrorType {
  NONE,
  INVALID_PARAMETER,
  INVALID_STATE,
  INVALID_MODIFICATION,
  RESOURCE_EXHAUSTED,
  INTERNAL_ERROR
};

class RTCError {
 public:
  RTCError() = default;
  RTCError(RTCErrorType type, std::string message)
      : type_(type), message_(std::move(message)) {}
  static RTCError OK() { return {}; }
  bool ok() const { return type_ == RTCErrorType::NONE; }
  RTCErrorType type() const { return type_; }
  const char* message() const { return message_.c_str(); }

 private:
  RTCErrorType type_ = RTCErrorType::NONE;
  std::string message_;
};

template <typename T>
class RTCErrorOr {
 public:
  RTCErrorOr(RTCError error)  // NOLINT(runtime/explicit)
      : error_(std::move(error)) {}
  RTCErrorOr(T value)  // NOLINT(runtime/explicit)
      : value_(std::move(value)) {}
  bool ok() const { return error_.ok(); }
  const RTCError& error() const { return error_; }
  const T& value() const { return value_; }

 private:
  RTCError error_;
  T value_ = {};
};

}  // namespace webrtc

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_NEWER_RTC_ERROR_H_
