// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The moving pattern that pages of the tests in browsers draw and recognize
// (hooks/web/tests/browsers/page/media.js), for ends in C++: on a background in
// its maker's colour, a row of eight squares with the bits of a running number,
// and a row with their complements.
//
// Thread-safety: `PatternViewer` may be read from any thread, and looks on one.
// Nothing allocates after construction.

#ifndef SEALFRAME_TESTS_ROOM_PATTERN_H_
#define SEALFRAME_TESTS_ROOM_PATTERN_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace sealframe {

inline constexpr int kPatternWidth = 320;
inline constexpr int kPatternHeight = 240;
// The size of a picture in I420, its planes one after the other.
inline constexpr size_t kPatternSize =
    size_t{kPatternWidth} * kPatternHeight * 3 / 2;

struct Rgb {
  int red, green, blue;
};

// ColourNamed returns a colour of the pattern. Other names end the process.
Rgb ColourNamed(const std::string& name);

// DrawPattern fills `picture`, of `kPatternSize`.
void DrawPattern(Rgb background, uint8_t number, uint8_t* picture);

// A picture of kPatternWidth by kPatternHeight.
struct I420 {
  const uint8_t *y, *u, *v;
  int y_stride, uv_stride;
};

class PatternViewer {
 public:
  // PatternViewer expects the pattern on `background`.
  explicit PatternViewer(Rgb background) : background_(background) {}

  void Look(const I420& picture);

  int pictures() const { return pictures_; }  // With a new, whole number.
  int spoilt() const { return spoilt_; }      // All others.
  // The longest time from one such picture to the next, or until now.
  std::chrono::milliseconds longest_gap() const;

 private:
  using Clock = std::chrono::steady_clock;

  const Rgb background_;
  int number_ = -1;
  std::atomic<int> pictures_ = 0, spoilt_ = 0;
  std::atomic<Clock::time_point> last_ = Clock::time_point();
  std::atomic<Clock::duration> longest_ = Clock::duration();
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_ROOM_PATTERN_H_
