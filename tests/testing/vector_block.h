// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One known answer of a vector file: a block of named fields that a test must
// read. Reading a missing field fails the test. Unread fields can be listed,
// as RunVectorFile (vector_file.h) does.
//
// The format: a block is a series of lines `name = value`, ended by a blank
// line or the end of the file. A name consists of lower-case letters, digits
// and underscores, and is unique in its block. A line that starts with `#` is a
// comment. A value may be empty. The reader interprets it as bytes in hex, a
// number of up to 64 bits (decimal, or hex after `0x`), or text.
//
// Thread-safety: a block belongs to one thread at a time. It allocates.

#ifndef SEALFRAME_TESTS_TESTING_VECTOR_BLOCK_H_
#define SEALFRAME_TESTS_TESTING_VECTOR_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sealframe {

class VectorBlock {
 public:
  // Parse splits `text` into blocks. Returns InvalidArgument, with the line
  // number, for a line that is neither a field, a comment nor blank, or that
  // repeats a name in its block.
  static absl::StatusOr<std::vector<VectorBlock>> Parse(absl::string_view text);

  // Has returns whether the field exists. It does not mark it as read.
  bool Has(absl::string_view name) const;

  // Text returns the field's value as written. If the field does not exist, the
  // running test fails and the result is empty.
  std::string Text(absl::string_view name);

  // Bytes decodes the field's value from hex. If the field does not exist or is
  // not hex, the running test fails and the result is empty.
  std::vector<uint8_t> Bytes(absl::string_view name);

  // Number parses the field's value. If the field does not exist or is not a
  // number of up to 64 bits, the running test fails and the result is zero.
  uint64_t Number(absl::string_view name);

  // Ignore marks a field as read that the test does not need. If the field does
  // not exist, the running test fails.
  void Ignore(absl::string_view name);

  // Skip excludes the block from this test: its fields may stay unread, and it
  // does not count as run.
  void Skip() { skipped_ = true; }
  bool skipped() const { return skipped_; }

  // Unread returns the names of all fields not yet read.
  std::vector<std::string> Unread() const;

  // line returns the line number of the block's first field, counted from 1.
  size_t line() const { return line_; }

 private:
  struct Field {
    std::string value;
    bool read = false;
  };

  explicit VectorBlock(size_t line) : line_(line) {}

  // Add adds the field in `line`. It returns false if the line is not a field
  // or repeats a name.
  bool Add(absl::string_view line);

  size_t line_;
  bool skipped_ = false;
  std::map<std::string, Field, std::less<>> fields_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_VECTOR_BLOCK_H_
