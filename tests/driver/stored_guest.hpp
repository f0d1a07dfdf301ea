// SPDX-License-Identifier: LGPL-2.1-or-later
// A guest that the fake stores: its document changes as ports are attached and detached, metadata set, and the guest defined.
#pragma once

#include <functional>
#include <string>

#include "driver/fake_stock.hpp"

namespace fake {

class StoredGuest {
public:
    /// Takes StockDriver::during for itself.
    explicit StoredGuest(const std::string &document)
    {
        set(document);
        stock_.during = [this](const Call &call) { answer(call); };
    }
    StoredGuest(const StoredGuest &) = delete;
    StoredGuest &operator=(const StoredGuest &) = delete;
    ~StoredGuest() { stock_.during = nullptr; }

    [[nodiscard]] const std::string &document() const { return stock_.texts.at("virDomainGetXMLDesc"); }
    void set(const std::string &document) { stock_.texts["virDomainGetXMLDesc"] = document; }

    /// Called before each entry does anything.
    std::function<void(const Call &)> before;

private:
    void answer(const Call &call)
    {
        if (before) before(call);
        if (stock_.numbers.contains(call.function) && stock_.numbers.at(call.function) < 0) return;
        if (call.function == "virDomainSetMetadata")
            note(call.texts);
        else if (call.function == "virDomainAttachDeviceFlags")
            replace("</devices>", call.texts.at(0) + "</devices>");
        else if (call.function == "virDomainDetachDeviceFlags")
            replace(call.texts.at(0), "");
        else if (call.function == "virDomainDefineXMLFlags")
            set(call.texts.at(0));
    }
    /// {element, "chardev", uri}, or without the element.
    void note(const std::vector<std::string> &texts)
    {
        const std::string start = "<chardev:port xmlns:chardev='" + texts.back() + "'";
        remove(start);
        if (texts.size() < 3) return;
        if (document().find("<metadata>") == std::string::npos) replace("</name>", "</name><metadata></metadata>");
        replace("</metadata>",
                start + prefixed(texts.front()).substr(std::string("<chardev:port").size()) + "</metadata>");
    }
    void remove(const std::string &start)
    {
        const std::string close = "</chardev:port>";
        auto text = document();
        const auto at = text.find(start);
        if (at == std::string::npos) return;
        const auto tag = text.find('>', at) + 1;
        set(text.erase(at, (text.at(tag - 2) == '/' ? tag : text.find(close, tag) + close.size()) - at));
    }
    static std::string prefixed(std::string element)
    {
        for (auto at = element.find('<'); at != std::string::npos; at = element.find('<', at + 1))
            element.insert(element.at(at + 1) == '/' ? at + 2 : at + 1, "chardev:");
        return element;
    }
    void replace(const std::string &from, const std::string &to)
    {
        auto text = document();
        if (const auto at = text.find(from); at != std::string::npos) set(text.replace(at, from.size(), to));
    }

    StockDriver &stock_ = StockDriver::instance();
};

}  // namespace fake
