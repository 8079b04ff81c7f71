# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The tables of docs/performance.md, and their places in it."""

import re

SIZES = (20, 100, 250, 1200, 10000, 100000)
GCM = ("AES_128_GCM_SHA256_128", "AES_256_GCM_SHA512_128")
CTR = ("AES_128_CTR_HMAC_SHA256_80", "AES_256_CTR_HMAC_SHA512_80")
PROFILES = ("livekit", "videosdk", "jframe", "dave", "getstream")
STREAMS = (1, 10, 10000)
CODECS = ("Opus", "VP8", "H264", "H264InFourSlices", "H265", "H265InFourSlices", "AV1")
QUANTILES = ("p50", "p90", "p99", "p99_9", "p99_99", "max")

# The age of BoringSSL, by BORINGSSL_API_VERSION.
_AGES = {17: "BoringSSL 2022", 43: "BoringSSL 2026-08"}
_PLACE = r"(<!-- report: %s -->\n).*?(<!-- end -->)"


def age(result):
    api = result["boringssl_api"]
    return _AGES.get(api, f"BoringSSL API {api}")


def name_of(result):
    """name_of returns the name of a result's engine, for tables and charts."""
    return age(result) + (" + ipsec_mb" if result["cipher"] == "ipsec_mb" else "")


def number(value):
    """number returns a time with as many digits as mean something."""
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def table(head, rows):
    """table returns a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


def suites(results, names):
    """suites returns one table a suite: the bare cipher and the engine, by size."""
    parts = []
    for suite in names:
        chosen = [r for r in results if suite in GCM or r["cipher"] == "boringssl"]
        head = ["", "bytes"]
        for result in chosen:
            if result["cipher"] == "boringssl":
                head.append(f"{age(result)}, bare")
            head.append(f"engine, {name_of(result)}")
        rows = [[op.lower(), f"{size:,}", *_suite_cells(chosen, f"{op}/{suite}/{size}")]
                for op in ("Seal", "Open") for size in SIZES]
        parts.append(f"`{suite}`:\n\n" + table(head, rows))
    return "\n".join(parts)


def _suite_cells(results, name):
    for result in results:
        row = result["rows"][name]
        if result["cipher"] == "boringssl":
            yield number(row["bare_ns"])
        yield f"{number(row['ours_ns'])} ({row['ratio']:.2f})"


def batch(result):
    """batch returns the table of batches beside loops over the same frames."""
    rows = []
    for op in ("Seal", "Open"):
        for streams in STREAMS:
            for size in SIZES:
                row = result["rows"].get(f"Batch/{op}/{streams}/{size}")
                if row:
                    rows.append([op.lower(), f"{streams:,}", f"{size:,}", number(row["bare_ns"]),
                                 number(row["ours_ns"]), f"{row['ratio']:.2f}"])
    return table(["", "streams", "bytes", "loop", "batch", "batch over loop"], rows)


def c_interface(result):
    """c_interface returns the table of the C interface beside the C++ transforms."""
    rows = []
    for op in ("Seal", "Open"):
        for size in SIZES:
            one, batch_row = (result["rows"].get(f"{kind}/{op}/{size}") for kind in ("C", "CBatch"))
            if one and batch_row:
                rows.append([op.lower(), f"{size:,}", number(one["bare_ns"]),
                             number(one["ours_ns"]), f"{one['ratio']:.2f}",
                             f"{batch_row['ratio']:.2f}"])
    return table(["", "bytes", "C++", "C", "C over C++", "C, batch over loop"], rows)


def profiles(result):
    """profiles returns the table of all profiles and codecs."""
    head = ["profile", "codec"] + [f"{op}, {size:,} B" for size in (100, 1200, 10000)
                                   for op in ("seal", "open")]
    rows = []
    for profile in PROFILES:
        for codec in CODECS:
            names = [f"{op}/{profile}/{codec}/{size}" for size in (100, 1200, 10000)
                     for op in ("Seal", "Open")]
            if all(name in result["rows"] for name in names):
                cells = [result["rows"][name] for name in names]
                rows.append([profile, codec.replace("InFourSlices", ", 4 slices")] + [
                    f"+{number(cell['above_ns'])} ({cell['ratio']:.2f})" for cell in cells])
    return table(head, rows)


def latencies(result):
    """latencies returns the table of the times of single frames."""
    rows = []
    for size in (100, 1200, 10000):
        for op in ("Seal", "BareSeal", "Open", "BareOpen"):
            row = result["rows"][f"Latency/{op}/{size}"]
            words = ("bare " if op.startswith("Bare") else "") + op[-4:].lower()
            rows.append([words, f"{size:,}"] + [f"{row[q]:,.0f}" for q in QUANTILES])
    return table(["", "bytes", *(q.replace("_", ".") for q in QUANTILES)], rows)


def thread_rows(result):
    """thread_rows yields the words and the times on one and on two threads."""
    for kind, what in (("SealFrames", "keys stay"), ("SealWithRotation", "100 new keys a second")):
        for key, whose in (("KeyEach", "own keys"), ("OneKey", "shared key")):
            for size in (100, 1200):
                names = [f"{kind}/{key}{size}/threads:{n}" for n in (1, 2)]
                if names[0] in result["rows"]:
                    yield (f"{whose}, {what}", size,
                           *(result["rows"][name]["ns"] for name in names))


def threads(result):
    """threads returns the table of sealing on one and two threads."""
    rows = [[words, f"{size:,}", number(one), number(two), f"{2 * one / two:.2f}"]
            for words, size, one, two in thread_rows(result)]
    return table(["", "bytes", "ns, 1 thread", "ns, 2 threads", "frames of 2 threads over 1"],
                 rows)


def scale_rows(result):
    """scale_rows returns the times by operation and by number of participants."""
    rows = {}
    for name, row in result["rows"].items():
        if name.startswith("Scale/"):
            what, _, count = name[len("Scale/"):].rpartition("/")
            rows.setdefault(what, {})[int(count)] = row["ns"]
    return rows


def scale(result):
    """scale returns the table of the costs with many participants."""
    rows = scale_rows(result)
    if not rows:
        return "These results have no such run.\n"
    counts = sorted({count for times in rows.values() for count in times})
    return table(["ns a call, participants:"] + [f"{count:,}" for count in counts],
                 [[what] + [number(times[count]) if count in times else "" for count in counts]
                  for what, times in sorted(rows.items())])


def machines(results):
    """machines returns the list of where and when each result was measured."""
    return "".join(
        f"- {name_of(r)}: {r['date']}, {r['machine']}, compiler {r['compiler']}, "
        f"median of {r['repetitions']}\n" for r in results)


def fill(text, parts):
    """fill returns the page with each part at its place."""
    for name, part in parts.items():
        text, count = re.subn(_PLACE % re.escape(name),
                              lambda match, part=part: match[1] + "\n" + part + "\n" + match[2],
                              text, flags=re.DOTALL)
        if count != 1:
            raise ValueError(f"the page has {count} places for {name}")
    return text
