// SPDX-License-Identifier: LGPL-2.1-or-later
// One port, through the grammars of XML.
#include "fuzz/element.hpp"

#include "conf/libvirt/grammar.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/dom.hpp"

namespace chardev::fuzz {

Result<Port> read_element(std::string_view text, Grammar grammar)
{
    const auto source = SourceText::parse(text, "x.xml");
    if (!source) return source.error();
    auto *root = source->root();
    return grammar == Grammar::libvirt ? libvirt_grammar::parse(root, "x.xml") : port_grammar::parse(root, "x.xml");
}

Finding comes_back(const Port &port)
{
    const auto text = port_grammar::render(port, "");
    if (!text) return broken("what was read can be written", {text.error().message()});
    const auto again = read_element(*text, Grammar::port);
    if (!again) return broken("what was written can be read", {*text, again.error().message()});
    if (*again == port) return std::nullopt;
    const auto other = port_grammar::render(*again, "");
    return broken("what was written is read as it was", {*text, other ? *other : other.error().message()});
}

Finding comes_back_from_libvirt(const Port &port)
{
    const Slot slot{kind_of(port.tag), 0};
    const auto text = libvirt_grammar::render(port, slot, "");
    if (!text || text->empty()) return std::nullopt;
    const auto again = read_element(*text, Grammar::libvirt);
    if (!again) return broken("what is written for libvirt can be read", {*text, again.error().message()});
    if (!libvirt_grammar::is_rendering_of(*again, port, slot))
        return broken("what is written for libvirt is known again", {*text});
    return std::nullopt;
}

}  // namespace chardev::fuzz
