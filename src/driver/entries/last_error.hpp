// SPDX-License-Identifier: LGPL-2.1-or-later
// Keeps libvirt's last error while other entries are called, and restores it for the caller.
#pragma once

#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include <libvirt/virterror.h>

#include "driver/load/libvirt_private.hpp"

namespace chardev::driver {

class LastError {
public:
    LastError() : error_(virSaveLastError(), virFreeError) {}

    void put_back() const
    {
        if (error_ && libvirt_private().set_error) libvirt_private().set_error(error_.get());
    }

    /// The same with one more sentence.
    void put_back_with(const std::string &sentence)
    {
        if (!error_ || !error_->message) return;
        char *const longer = ::strdup((error_->message + ("; " + sentence)).c_str());
        std::free(std::exchange(error_->message, longer));
        put_back();
    }

private:
    std::unique_ptr<virError, decltype(&virFreeError)> error_;
};

}  // namespace chardev::driver
