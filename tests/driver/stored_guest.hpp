// SPDX-License-Identifier: LGPL-2.1-or-later
// A guest that the fake stores: what is attached, detached, noted and defined is in the document that it shows then.
#pragma once

#include <functional>
#include <regex>
#include <string>

#include "fake_stock.hpp"

namespace fake {

class StoredGuest {
public:
    /// Takes Stock::during for itself.
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
        if (before)
            before(call);
        if (stock_.numbers.contains(call.function) && stock_.numbers.at(call.function) < 0)
            return;
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
        set(std::regex_replace(document(), std::regex(start + "[^>]*(/>|>[^]*?</chardev:port>)"), ""));
        if (texts.size() < 3)
            return;
        if (document().find("<metadata>") == std::string::npos)
            replace("</name>", "</name><metadata></metadata>");
        const auto element = std::regex_replace(texts.front(), std::regex("<(/?)([a-z])"), "<$1chardev:$2");
        replace("</metadata>", start + element.substr(std::string("<chardev:port").size()) + "</metadata>");
    }
    void replace(const std::string &from, const std::string &to)
    {
        auto text = document();
        if (const auto at = text.find(from); at != std::string::npos)
            set(text.replace(at, from.size(), to));
    }

    Stock &stock_ = Stock::instance();
};

}  // namespace fake
