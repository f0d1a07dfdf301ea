// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads and writes <target>, and the children that are passed on from one grammar to the other unchanged.
#include "conf/grammar/shared_children.hpp"

#include <array>
#include <climits>

#include "conf/grammar/value.hpp"
#include "conf/xml/attributes.hpp"

namespace chardev {

namespace {

constexpr Attributes target_attributes{Attribute<&Target::type, Verbatim>{"type"},
                                       Attribute<&Target::number, Number<0, INT_MAX>>{"port"}};
constexpr Attributes target_model_attributes{Attribute<&Target::model, Verbatim>{"name"}};
constexpr std::array common{"alias", "acpi", "address"};

void read_target(Reader in, Target &target)
{
    target_attributes.read(in, target);
    if (std::optional<Reader> model = in.child("model")) {
        target_model_attributes.read(*model, target);
        model->refuse_rest();
    }
    in.refuse_rest();
}

}  // namespace

Tag tag_named(std::string_view name)
{
    if (name == "parallel") return Tag::parallel;
    return name == "serial" ? Tag::serial : Tag::console;
}

void read_common_children(Reader &in, Port &port)
{
    if (std::optional<Reader> target = in.child("target")) read_target(*target, port.target);
    for (const char *name : common) {
        const std::optional<Reader> child = in.child(name);
        if (!child) continue;
        port.uninterpreted.push_back(child->element());
        const std::string *alias = child->element().attribute("name");
        if (child->element().name == "alias" && alias) port.alias = *alias;
    }
}

void read_labels(Reader &in, Port &port)
{
    for (const Reader &label : in.children("seclabel")) port.labels.push_back(label.element());
}

void write_target(const Target &target, Element &out)
{
    [[maybe_unused]] const auto &[number, type, model] = target;
    if (!number && !type && !model) return;
    Element &element = out.add(Element("target"));
    target_attributes.write(target, element);
    if (model) target_model_attributes.write(target, element.add(Element("model")));
}

void write_uninterpreted(const std::vector<Element> &elements, Element &out)
{
    for (const Element &element : elements) out.add(element).one_line = true;
}

void write_reconnect_off(Element &out)
{
    out.add(Element("reconnect")).set("enabled", "no");
}

}  // namespace chardev
