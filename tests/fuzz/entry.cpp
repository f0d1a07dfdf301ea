// SPDX-License-Identifier: LGPL-2.1-or-later
// libFuzzer's entry: the target is FUZZ_TARGET, and a broken promise ends the process as a crash does.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto finding = chardev::fuzz::FUZZ_TARGET({reinterpret_cast<const char *>(data), size});
    if (!finding) return 0;
    std::fwrite(finding->data(), 1, finding->size(), stderr);
    std::abort();
}
