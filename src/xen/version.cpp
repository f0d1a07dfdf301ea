// SPDX-License-Identifier: LGPL-2.1-or-later
// Knows which release of Xen can do what, and which QEMU came with it, as tables. Where it is not certain which QEMU came with
// a release, it is an older one.
#include "xen/version.hpp"

#include <array>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::xen {

namespace {

using Since = qemu::FirstRelease<Feature>;

constexpr std::array table{
    Since{Feature::serial_list, "serial = [ … ]", {4, 5, 0}},
    Since{Feature::arguments, "device_model_args_hvm", {4, 1, 0}},
};

struct DeviceModel {
    Version xen;
    qemu::Version qemu;
};

/// The newest first. xl took QEMU itself in 4.3; before, and with xm always, it is the fork called qemu-dm.
constexpr std::array of_xl{
    DeviceModel{{4, 20, 0}, {9, 1, 0}}, DeviceModel{{4, 18, 0}, {8, 0, 0}},  DeviceModel{{4, 17, 0}, {7, 0, 0}},
    DeviceModel{{4, 16, 0}, {6, 0, 0}}, DeviceModel{{4, 15, 0}, {5, 1, 0}},  DeviceModel{{4, 13, 0}, {4, 1, 0}},
    DeviceModel{{4, 12, 0}, {3, 0, 0}}, DeviceModel{{4, 11, 0}, {2, 11, 0}}, DeviceModel{{4, 9, 0}, {2, 8, 0}},
    DeviceModel{{4, 7, 0}, {2, 5, 0}},  DeviceModel{{4, 6, 0}, {2, 2, 0}},   DeviceModel{{4, 5, 0}, {2, 0, 0}},
    DeviceModel{{4, 4, 0}, {1, 6, 0}},  DeviceModel{{4, 3, 0}, {1, 3, 0}},
};
constexpr std::array of_xm{
    DeviceModel{{3, 4, 0}, {0, 10, 0}},
    DeviceModel{{3, 1, 0}, {0, 9, 0}},
};
constexpr qemu::Version oldest{0, 8, 2};

template <std::size_t Size>
const DeviceModel *find(const std::array<DeviceModel, Size> &rows, const Version &xen)
{
    for (const DeviceModel &row : rows)
        if (xen >= row.xen) return &row;
    return nullptr;
}

}  // namespace

Result<Ok> require(Feature feature, const Version &found, const Place &where)
{
    const auto *row = qemu::lacking(table, feature, found);
    if (!row) return Ok{};
    return Error{ErrorKind::unsupported, where,
                 format(_("%s needs Xen %s or later, and this is for Xen %s"), row->name, to_string(row->first).c_str(),
                        to_string(found).c_str())};
}

Result<Version> version_from(std::string_view text)
{
    if (auto version = qemu::version_from(text)) return version;
    return Error{ErrorKind::xml,
                 {},
                 format(_("'%s' is no release of Xen; write it as in '4.17' or '3.1.0'"), shown(text).c_str())};
}

qemu::Version device_model_of(const Version &xen, ConfigFormat form)
{
    const DeviceModel *row = form == ConfigFormat::xl ? find(of_xl, xen) : nullptr;
    if (!row) row = find(of_xm, xen);
    return row ? row->qemu : oldest;
}

}  // namespace chardev::xen
