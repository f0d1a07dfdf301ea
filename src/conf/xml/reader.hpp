// SPDX-License-Identifier: LGPL-2.1-or-later
// Reading an element so that nothing in it is overlooked: what was never asked for is an error in the end.
//
// Mistakes are remembered in a Report that all readers of one port share; after the first, reading goes on with values that
// mean nothing and that nobody sees. So the rules of a grammar need no error handling of their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/model/result.hpp"
#include "conf/xml/element_xml.hpp"

namespace chardev {

struct Report {
    std::string file;
    std::optional<Error> mistakes;
    bool lenient = false;  ///< libvirt's grammar: names that nobody asked for are no mistake
    bool closed = false;   ///< what follows would be said of a port that nobody meant
};

class Reader {
public:
    /// `path` is how messages call the element: "<console>", "<console>/<listen>".
    Reader(const Element &element, std::string path, Report &report);

    /// Asks for an attribute; a null pointer if it is not there.
    const std::string *attribute(const char *name);
    /// Asks for a child that may be there once; a second one is an error.
    std::optional<Reader> child(const char *name);
    /// Asks for children that may be there any number of times.
    std::vector<Reader> children(const char *name);
    /// Asks for an empty child without attributes; true if it is there.
    bool flag(const char *name);

    void fail(std::string sentence, ErrorKind kind = ErrorKind::xml);
    /// Fails; what is read after it is not judged.
    void give_up(std::string sentence);
    /// Fails with what libvirt takes in its own grammar, so that it is no mistake there: only nobody can translate it.
    void doubt(std::string sentence);
    /// With a sentence of its own, untranslated, or a null pointer.
    void missing_attribute(const char *name, const char *sentence = nullptr);

    /// Everything that was not asked for, and text, is an error that lists what may be there.
    void refuse_rest();

    [[nodiscard]] const Element &element() const { return *element_; }

private:
    void refuse_attribute(const std::string &name);
    void refuse_child(const Element &child);
    void fail_at(const Element &element, std::string path, std::string sentence, ErrorKind kind);

    const Element *element_;
    std::string path_;
    Report *report_;
    std::vector<std::string> attributes_;  ///< asked for
    std::vector<std::string> children_;
};

}  // namespace chardev
