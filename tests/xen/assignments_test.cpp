// SPDX-License-Identifier: LGPL-2.1-or-later
// Configuration files taken apart.
#include "xen/assignments.hpp"

#include <gtest/gtest.h>

#include "conf/model/gettext.hpp"

namespace chardev::xen {

namespace {

const char *const shapes[] = {"text", "list", "nested", "program"};

/// One line for each assignment: line, name, operator, shape, literals.
std::string described(const Result<std::vector<Assignment>> &read)
{
    if (!read) return format("%d: %s", read.error().where.line, read.error().what.c_str());
    std::string out;
    for (const Assignment &assignment : *read) {
        out += format("%d %s %s %s", assignment.line, std::string(assignment.name).c_str(),
                      assignment.adds ? "+=" : "=", shapes[static_cast<int>(assignment.shape)]);
        for (const auto &parts : assignment.values)
            for (const Literal &part : parts)
                out += format(&part == &parts.front() ? " %s" : "+%s", std::string(part.text).c_str());
        out += "\n";
    }
    return out;
}

std::string xl(std::string_view text)
{
    return described(xl_assignments(text, "guest.cfg"));
}

std::string xm(std::string_view text)
{
    return described(xm_assignments(text, {"serial", "parallel"}, "guest.cfg"));
}

struct Case {
    const char *text, *read;
};

const Case xl_files[] = {
    {"", ""},
    {"# nothing", ""},
    {"\n;\n \t\n", ""},
    {"serial=\"pty\"", "1 serial = text \"pty\"\n"},
    {"a = 5 # five\nb = 0x1f; c = 'x'\n", "1 a = text 5\n2 b = text 0x1f\n2 c = text 'x'\n"},
    {"a = \"x\\\"#\" # comment", "1 a = text \"x\\\"#\"\n"},
    {"a._1 = [ ]", "1 a._1 = list\n"},
    {"a = [\n 'x', # first\n\n'y',\n]\nb=1", "1 a = list 'x' 'y'\n6 b = text 1\n"},
    {"a = [ 'x', [ 'y', [] ], 'z' ]", "1 a = nested 'x' 'z'\n"},
    {"a = [ 1 ]\na += [ 2 ]", "1 a = list 1\n2 a += list 2\n"},
    {"a", "1: '' is no setting of xl; write NAME = VALUE, with NAME in small letters"},
    {"\n\nA = 1", "3: 'A = 1' is no setting of xl; write NAME = VALUE, with NAME in small letters"},
    {"a-b = 1", "1: '-b = 1' is no setting of xl; write NAME = VALUE, with NAME in small letters"},
    {"a =\n1", "1: '' is no value; write a string in quotes, a number or a list"},
    {"a = -1", "1: '-1' is no value; write a string in quotes, a number or a list"},
    {"a = x", "1: 'x' is no value; write a string in quotes, a number or a list"},
    {"a = 'x' 'y'", "1: ''y'' does not belong behind the value; write each setting on a line of its own"},
    {"a = 'x", "1: the string is not closed on its line; write its quote again at its end"},
    {"a = 'x\\'", "1: the string is not closed on its line; write its quote again at its end"},
    {"a = 'x\\\ny'", "1: the string is not closed on its line; write its quote again at its end"},
    {"a = \"\"\"x\"\"\"", "1: '\"x\"\"\"' does not belong behind the value; write each setting on a line of its own"},
    {"a = [ 'x'\n, 'y'", "2: the list that begins in line 1 is not closed; write ']' at its end"},
    {"a = [ 'x' 'y' ]", "1: a comma is missing before ''y' ]'; write one between the values of a list"},
    {"a = [ 'x' [] ]", "1: a comma is missing before '[] ]'; write one between the values of a list"},
    {"a = [ , ]", "1: a value is missing before ','; write one, or take the comma away"},
    {"a = [ 1,, ]", "1: a value is missing before ','; write one, or take the comma away"},
    {"a = 1\r\n", "1: the line ends in CR and LF, as on Windows, which xl does not take; end it in LF alone"},
};

const Case xm_files[] = {
    {"", ""},
    {"import os, re\nname = \"x\"\nif re.search('64', os.uname()[4]):\n    lib = 'lib64'\n", ""},
    {"serial='pty'\r\nparallel = \"null\"", "1 serial = text 'pty'\n2 parallel = text \"null\"\n"},
    {"serial = 'file:' '/a' # joined", "1 serial = text 'file:'+'/a'\n"},
    {"serial = \\\n  'pty'", "1 serial = text 'pty'\n"},
    {"serial = r'''x\n''' ; a = 1", "1 serial = text r'''x\n'''\n"},
    {"serial = [ 'pty',\n 'null', ]", "1 serial = list 'pty' 'null'\n"},
    {"a = 'serial'  # serial\n", ""},
    {"a = [ 'x'\n]; serial = 'pty'", "2 serial = text 'pty'\n"},
    {"serial = 'a' + b", "1 serial = program\n"},
    {"serial = ('pty')", "1 serial = program\n"},
    {"serial = None", "1 serial = program\n"},
    {"serial += 'x'", "1 serial = program\n"},
    {"serial == 'x'", "1 serial = program\n"},
    {"if x:\n  serial = 'pty'", "2 serial = program\n"},
    {"if x:\n  \\\nserial = 'pty'", "3 serial = program\n"},
    {"if x: y = 1; serial = 'pty'", "1 serial = program\n"},
    {"x = serial = 'pty'", "1 serial = program\n"},
    {"a = 'x\nserial = 'y'", "1: the string is not closed; write its quotes again at its end"},
    {"a = '''x\nserial = 'y'", "1: the string is not closed; write its quotes again at its end"},
    {"a = [\n(1\n]", "3: there is nothing for ']' to close; take it away"},
    {"a = [\n{", "2: '{' is not closed; write its counterpart at the end"},
};

}  // namespace

TEST(XlAssignments, AreThoseOfXlsOwnReader)
{
    for (const auto &[text, read] : xl_files) EXPECT_EQ(xl(text), read) << text;
}

TEST(XmAssignments, ArePlainOrAProgram)
{
    for (const auto &[text, read] : xm_files) EXPECT_EQ(xm(text), read) << text;
}

TEST(Assignments, AreReadInLinearTime)
{
    std::string list = "serial = [", brackets = "a = ", statements;
    for (int i = 0; i < 100000; ++i) {
        list += "'none',";
        brackets += "[";
        statements += "a='x';";
    }
    EXPECT_EQ(xl_assignments(list + "]", {})->front().values.size(), 100000U);
    EXPECT_EQ(xm_assignments(list + "]", {"serial"}, {})->front().values.size(), 100000U);
    EXPECT_EQ(xl(brackets), "1: the list that begins in line 1 is not closed; write ']' at its end");
    EXPECT_EQ(xm(brackets), "1: '[' is not closed; write its counterpart at the end");
    EXPECT_EQ(xl_assignments(statements, {})->size(), 100000U);
    EXPECT_EQ(xm(statements + "serial='pty'"), "1 serial = text 'pty'\n");
    EXPECT_EQ(xl("a = '" + std::string(1 << 20, 'x')),
              "1: the string is not closed on its line; write its quote again at its end");
}

}  // namespace chardev::xen
