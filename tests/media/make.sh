#!/bin/bash
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Regenerates the samples in this folder from ffmpeg's own test sources. One
# thread and bit-exact flags make the output of a given ffmpeg reproducible.

set -euo pipefail
cd "$(dirname "$0")"

make() {
  ffmpeg -hide_banner -loglevel error -y "${@:1:$#-1}" \
    -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
    -threads 1 "${@: -1}"
}

video=(-f lavfi -i testsrc=size=160x120:rate=15:duration=2 -pix_fmt yuv420p)
audio=(-f lavfi -i sine=frequency=440:sample_rate=48000:duration=3)

make "${video[@]}" -c:v libvpx -b:v 100k -g 15 vp8.ivf
make "${video[@]}" -c:v libvpx-vp9 -b:v 100k -g 15 vp9.ivf
make "${video[@]}" -c:v libaom-av1 -b:v 100k -g 15 -cpu-used 8 -lag-in-frames 0 av1.ivf
# OBUs without a container, few enough for a fuzzer.
make -f lavfi -i testsrc=size=64x48:rate=15:duration=0.4 -pix_fmt yuv420p -c:v libaom-av1 -b:v 20k \
  -g 3 -cpu-used 8 -lag-in-frames 0 -f obu av1.obu
# Two slices per picture, the second after a three-byte start code.
make "${video[@]}" -c:v libx264 -g 15 -bf 0 -slices 2 -x264-params threads=1 -f h264 h264.h264
make "${video[@]}" -c:v libx265 -g 15 \
  -x265-params log-level=error:pools=none:frame-threads=1:slices=2:bframes=0:repeat-headers=1 -f hevc h265.h265
make "${audio[@]}" -c:a libopus -b:a 24k -serial_offset 1 opus.ogg
# Video and sound, for half a second.
both=(-f lavfi -i testsrc=size=160x120:rate=15:duration=0.6 -f lavfi
  -i sine=frequency=440:sample_rate=48000:duration=0.6 -pix_fmt yuv420p)
make "${both[@]}" -c:v libx264 -g 5 -bf 2 -b_strategy 0 -x264-params threads=1 -c:a libopus -b:a 24k -f mp4 h264_opus.mp4
make "${both[@]}" -c:v libvpx -b:v 100k -g 5 -c:a libopus -b:a 24k -f webm vp8_opus.webm
