// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads <seclabel> far enough to compare two: model, relabel (yes if not said), labelskip, and the label itself.
#include "conf/grammar/labels.hpp"

#include <algorithm>
#include <memory>
#include <tuple>

#include <libxml/parser.h>

#include "conf/xml/element.hpp"

namespace chardev {

namespace {

struct Label {
    std::string model;
    bool relabel = true;
    bool skip = false;
    std::string label;

    friend auto operator<=>(const Label &, const Label &) = default;
};

std::string attribute(const Element &element, const char *name)
{
    const std::string *value = element.attribute(name);
    return value ? *value : std::string();
}

Label label_of(const Element &element)
{
    const Element *text = element.child("label");
    Label label;
    label.model = attribute(element, "model");
    label.skip = attribute(element, "labelskip") == "yes";
    label.relabel = !label.skip && attribute(element, "relabel") != "no";
    if (text) label.label = text->text;
    return label;
}

// libvirt leaves out of inactive XML what says nothing but the default.
bool says_something(const Label &label)
{
    return label.skip || !label.relabel || !label.label.empty();
}

std::vector<Label> labels_of(const std::vector<std::string> &verbatim)
{
    std::vector<Label> labels;
    for (const std::string &xml : verbatim) {
        if (!xml.starts_with("<seclabel")) continue;
        const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> doc(
            xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
            xmlFreeDoc);
        if (!doc) continue;
        Label label = label_of(element_from(xmlDocGetRootElement(doc.get())));
        if (says_something(label)) labels.push_back(std::move(label));
    }
    std::sort(labels.begin(), labels.end());
    return labels;
}

}  // namespace

bool same_labels(const std::vector<std::string> &stock, const std::vector<std::string> &told)
{
    return labels_of(stock) == labels_of(told);
}

}  // namespace chardev
