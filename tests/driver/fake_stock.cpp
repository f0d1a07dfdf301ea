// SPDX-License-Identifier: LGPL-2.1-or-later
// Makes the fake driver's table and registers it, once behind each of our drivers.
#include "driver/fake_stock.hpp"

#include <algorithm>
#include <memory>

#include <glib-object.h>
#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/entries/decorate.hpp"
#include "driver/fake_xen.hpp"
#include "driver/load/measure.hpp"
#include "qemu/policy.hpp"

namespace fake {

namespace {

using chardev::driver::Api;
using chardev::driver::Driver;
using chardev::driver::Hypervisor;

// connectClose and whatever else libvirt calls by itself
std::intptr_t filler()
{
    return 0;
}

int open_fake(virConnectPtr, virConnectAuthPtr, void *, unsigned)
{
    const auto &opening = StockDriver::instance().opening;
    return opening ? opening() : chardev::driver::open_success;
}

// static: the driver looks tables up in the segments of loaded objects
chardev::driver::Table fake_table;
chardev::driver::Table fake_xen_table;

void silent(void *, virErrorPtr) {}

void serve_table(const char *scheme, chardev::driver::Table &table)
{
    auto *const schemes = new const char *[2] { scheme, nullptr };  // libvirt keeps both for ever
    auto *const driver = new chardev::driver::ConnectDriver;
    driver->uri_schemes = schemes;
    driver->hypervisor_table = table.data();
    constexpr bool shared_drivers = false;
    ASSERT_GE(chardev::driver::libvirt_private().register_connect_driver(driver, shared_drivers), 0);
}

void prepare(chardev::driver::Table &table)
{
    table.fill(reinterpret_cast<void *>(&filler));
    static char name[] = "FAKE";
    table[chardev::driver::name_index] = name;
    table[chardev::driver::probe_index] = nullptr;
    table[chardev::driver::open_index] = reinterpret_cast<void *>(
        +[](virConnectPtr, void *, void *, unsigned) { return chardev::driver::open_success; });
}

/// What libvirt and the standard library may do under our feet.
class Throwing : public chardev::Policy {
public:
    [[nodiscard]] std::string_view prefix() const override { return "qemu"; }
    [[nodiscard]] std::string_view uri() const override { return "http://libvirt.org/schemas/domain/qemu/1.0"; }
    [[nodiscard]] chardev::Result<chardev::Ok> check(const std::vector<chardev::PlacedPort> &,
                                                     const chardev::Machine &) const override
    {
        return std::vector<chardev::Ok>().at(1);  // throws
    }
    [[nodiscard]] chardev::Route route(const chardev::Port &, const chardev::Slot &) const override
    {
        return chardev::Route::element;
    }
    [[nodiscard]] chardev::Result<std::vector<std::string>> whole(const chardev::PlacedPort &,
                                                                  const chardev::Machine &) const override
    {
        return std::vector<std::string>();
    }
    [[nodiscard]] std::string alias(const chardev::Port &port, const chardev::Slot &slot) const override
    {
        return chardev::alias_by_slot(port, slot);
    }
    [[nodiscard]] chardev::Result<std::vector<std::string>> arguments(const chardev::Port &,
                                                                      std::string_view) const override
    {
        return std::vector<std::string>();
    }
    [[nodiscard]] bool numbers(chardev::Kind) const override { return true; }
    [[nodiscard]] bool holds_start(std::string_view) const override { return false; }
};

const chardev::Policy &throwing_policy()
{
    static const Throwing policy;
    return policy;
}

constexpr Hypervisor qemu_like(const char *name, const chardev::Policy &(*policy)() = &chardev::qemu::live_policy)
{
    return {.name = name,
            .scheme = name,
            .driver_name = "FAKE",
            .register_function = "",
            .embeddable = false,
            .policy = policy,
            .offline = &chardev::qemu::offline_policy,
            .decorate = &chardev::driver::decorate_command_lines,
            .saved_images = &saved_images};
}

const Hypervisor hypervisors[] = {
    qemu_like("fake"),
    qemu_like("fresh"),
    qemu_like("crowd"),
    qemu_like("confused"),
    qemu_like("unlocked"),
    qemu_like("throwing", &throwing_policy),
    xen,
};

std::vector<chardev::driver::Entry> entries()
{
    return {chardev::driver::all_entries().begin(), chardev::driver::all_entries().end()};
}

std::span<const chardev::driver::Entry> entries_for(std::string_view hypervisor)
{
    static auto confused = entries();
    confused[1] = confused[2];
    static auto unlocked = entries();
    unlocked.back().drive = [](void *, chardev::driver::DummyObjects &, const chardev::driver::NonZeroArguments &) {};
    if (hypervisor == "confused") return confused;
    return hypervisor == "unlocked" ? unlocked : chardev::driver::all_entries();
}

void serve_behind_ours(const Hypervisor &hypervisor)
{
    auto *const driver = new Driver(hypervisor, StockDriver::code(), entries_for(hypervisor.name));  // for ever
    ASSERT_TRUE(driver->register_now());
    serve_table(hypervisor.scheme, hypervisor.scheme == std::string_view(xen.scheme) ? fake_xen_table : fake_table);
}

chardev::driver::StockDriver measure_bare()
{
    chardev::driver::StockDriver result;
    const virConnectPtr conn = virConnectOpen("bare:///system");
    const auto word = chardev::driver::find_word(conn, fake_table.data());
    const auto measured =
        chardev::driver::measure(conn, word, chardev::driver::max_entries, chardev::driver::all_entries());
    EXPECT_TRUE(measured) << (measured ? "" : measured.error().message());
    for (const auto &[entry, index] : measured->positions) result.indices.emplace_back(entry->id, index);
    virConnectClose(conn);
    return result;
}

}  // namespace

StockDriver::StockDriver() : table_(fake_table)
{
    virSetErrorFunc(nullptr, silent);
    prepare(fake_table);
    prepare(fake_xen_table);
    serve_table("bare", fake_table);
    for (const Hypervisor &hypervisor : hypervisors) serve_behind_ours(hypervisor);
    measured_ = measure_bare();
    measured_.hypervisor = &hypervisors[0];
    for (chardev::driver::Table *table : {&fake_table, &fake_xen_table}) {
        install_recorders(measured_, *table);
        (*table)[chardev::driver::open_index] = reinterpret_cast<void *>(&open_fake);
    }
    remove<&Api::domainCreateWithFiles>(fake_table);  // as in QEMU's
    remove<&Api::connectDomainXMLFromNative>(fake_table);
    remove<&Api::domainSaveImageGetXMLDesc>(fake_xen_table);  // as in Xen's
    remove<&Api::domainManagedSaveGetXMLDesc>(fake_xen_table);
}

template <auto Entry>
void StockDriver::remove(chardev::driver::Table &table) const
{
    table[measured_.index_of(&chardev::driver::id_of_entry<Entry>)] = nullptr;
}

StockDriver &StockDriver::instance()
{
    static StockDriver stock;
    return stock;
}

chardev::driver::Table &StockDriver::xen_table()
{
    return fake_xen_table;
}

const void *StockDriver::code()
{
    return reinterpret_cast<const void *>(&filler);
}

void StockDriver::reset()
{
    calls_.clear();
    texts.clear();
    numbers.clear();
    during = nullptr;
    opening = nullptr;
}

void StockDriver::record(const Call &call)
{
    {
        const std::lock_guard lock(mutex_);
        calls_.push_back(call);
    }
    if (during) during(call);
}

std::vector<std::string> StockDriver::functions() const
{
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    for (const Call &call : calls_) names.push_back(call.function);
    return names;
}

void StockDriver::deny_callers(const std::set<std::string> &functions)
{
    during = [this, functions, allowed = numbers](const Call &call) {
        if (!functions.contains(call.function)) return;
        const auto &libvirt = chardev::driver::libvirt_private();
        auto *const identity = libvirt.get_identity();  // a test has none
        const auto answer = allowed.find(call.function);
        numbers[call.function] = !identity ? -1 : answer == allowed.end() ? 0 : answer->second;
        if (identity)
            g_object_unref(identity);
        else
            libvirt.report_error(VIR_FROM_TEST, VIR_ERR_ACCESS_DENIED, "f", "f", 1, "%s", "not you");
    };
}

void allow_everything()
{
    using chardev::driver::libvirt_function;
    const auto make = reinterpret_cast<void *(*)(const char *)>(libvirt_function("virAccessManagerNew"));
    const auto use = reinterpret_cast<void (*)(void *)>(libvirt_function("virAccessManagerSetDefault"));
    ASSERT_TRUE(make && use);
    static void *const manager = make("none");  // one for the whole run: libvirt lets go of what it had before
    use(manager);
}

std::size_t StockDriver::count(const std::string &function) const
{
    const auto names = functions();
    return static_cast<std::size_t>(std::count(names.begin(), names.end(), function));
}

Call StockDriver::call(const std::string &function) const
{
    EXPECT_EQ(count(function), 1U) << function;
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(calls_.begin(), calls_.end(), [&](const Call &call) { return call.function == function; });
    return found == calls_.end() ? Call{} : *found;
}

Call StockDriver::last(const std::string &function) const
{
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(calls_.rbegin(), calls_.rend(), [&](const Call &call) { return call.function == function; });
    return found == calls_.rend() ? Call{} : *found;
}

Connection::Connection(const std::string &to) : conn_(virConnectOpen(to.c_str())), domain_(nullptr)
{
    EXPECT_NE(conn_, nullptr) << to << ": " << virGetLastErrorMessage();
    constexpr unsigned char uuid[VIR_UUID_BUFLEN] = {1};
    if (conn_) domain_ = chardev::driver::libvirt_private().get_domain(conn_, "fake", uuid, -1);
}

Connection::~Connection()
{
    if (domain_) virDomainFree(domain_);
    if (conn_) virConnectClose(conn_);
}

std::string Connection::lowered(const std::string &document) const
{
    const virDomainPtr defined = virDomainDefineXML(conn_, document.c_str());
    EXPECT_NE(defined, nullptr) << virGetLastErrorMessage();
    if (defined) virDomainFree(defined);
    return StockDriver::instance().call("virDomainDefineXML").texts.at(0);
}

const chardev::driver::Table &Connection::table() const
{
    return chardev::driver::decorated(conn_).entries;
}

}  // namespace fake
