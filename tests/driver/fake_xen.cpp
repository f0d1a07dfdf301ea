// SPDX-License-Identifier: LGPL-2.1-or-later
// Xen's policy without Xen, and save images as its stock driver writes them.
#include "driver/fake_xen.hpp"

#include <array>
#include <cstdint>
#include <fstream>

#include "driver/entries/decorate.hpp"
#include "xen/policy.hpp"

namespace fake {

namespace {

class FakeXen final : public chardev::Policy {
public:
    [[nodiscard]] std::string_view prefix() const override { return real_.prefix(); }
    [[nodiscard]] std::string_view uri() const override { return real_.uri(); }
    [[nodiscard]] chardev::Result<chardev::Ok> check(const std::vector<chardev::PlacedPort> &ports,
                                                     const chardev::Machine &machine) const override
    {
        return real_.check(ports, machine);
    }
    [[nodiscard]] bool numbers(chardev::Kind kind) const override { return real_.numbers(kind); }
    [[nodiscard]] chardev::Result<chardev::Ok> has_ports(const chardev::Machine &machine) const override
    {
        return real_.has_ports(machine);
    }
    [[nodiscard]] bool takes_over(const chardev::Machine &machine, const chardev::PortCount &count) const override
    {
        return real_.takes_over(machine, count);
    }
    [[nodiscard]] bool takes_any_over() const override { return real_.takes_any_over(); }
    [[nodiscard]] chardev::Route route(const chardev::Port &port, const chardev::Slot &slot) const override
    {
        return real_.route(port, slot);
    }
    [[nodiscard]] chardev::Result<std::vector<std::string>> arguments(const chardev::Port &port,
                                                                      std::string_view alias) const override
    {
        return real_.arguments(port, alias);
    }
    [[nodiscard]] chardev::Result<std::vector<std::string>> whole(const chardev::PlacedPort &port,
                                                                  const chardev::Machine &machine) const override
    {
        return real_.whole(port, machine);
    }
    [[nodiscard]] std::string alias(const chardev::Port &port, const chardev::Slot &slot) const override
    {
        return real_.alias(port, slot);
    }
    [[nodiscard]] bool holds_start(std::string_view argument) const override { return real_.holds_start(argument); }
    [[nodiscard]] std::map<chardev::Slot, std::string> terminals(unsigned id) const override
    {
        return fake::terminals()[id];
    }

private:
    const chardev::Policy &real_ = chardev::xen::offline_policy();
};

const chardev::Policy &policy()
{
    static const FakeXen xen;
    return xen;
}

void decorate(chardev::driver::Decorated &table)
{
    chardev::driver::decorate_configurations(table);
    chardev::driver::decorate_console(table);
}

}  // namespace

std::string saved_images(const chardev::driver::Hypervisor &, std::string_view)
{
    return directory;
}

const chardev::driver::Hypervisor xen{.name = "fakexen",
                                      .scheme = "fakexen",
                                      .driver_name = "FAKE",
                                      .register_function = "",
                                      .embeddable = false,
                                      .policy = &policy,
                                      .offline = &policy,
                                      .decorate = &decorate,
                                      .saved_images = &saved_images};

std::map<unsigned, std::map<chardev::Slot, std::string>> &terminals()
{
    static std::map<unsigned, std::map<chardev::Slot, std::string>> all;
    return all;
}

std::string xen_domain(const std::string &devices, const std::string &id, const std::string &os)
{
    return "<domain type='xen'" + (id.empty() ? "" : " id='" + id + "'") +
           ">\n  <name>fake</name>\n  <os>\n    <type>" + os + "</type>\n  </os>\n  <devices>\n    " + devices +
           "\n  </devices>\n</domain>\n";
}

void write_image(const std::string &path, const std::string &document, const std::string &magic)
{
    std::string begin = magic.empty() ? std::string("libvirt-xml\n \0 \r", 16) : magic;
    const std::array<std::uint32_t, 12> numbers{2, static_cast<std::uint32_t>(document.size() + 1)};
    begin.append(reinterpret_cast<const char *>(numbers.data()), sizeof numbers);
    std::ofstream(path) << begin << document << '\0' << "memory of the guest";
}

void write_qemu_image(const std::string &path, const std::string &document, ByteOrder order)
{
    const auto length = static_cast<std::uint32_t>(document.size() + 1);
    std::array<std::uint32_t, 19> numbers{2, length + 7, 1, 0, length};
    for (auto &number : numbers) number = order == ByteOrder::swapped ? __builtin_bswap32(number) : number;
    std::string begin = "LibvirtQemudSave";
    begin.append(reinterpret_cast<const char *>(numbers.data()), sizeof numbers);
    std::ofstream(path) << begin << document << '\0' << "cookie" << '\0' << "memory of the guest";
}

}  // namespace fake
