// SPDX-License-Identifier: LGPL-2.1-or-later
// JUnit's XML, as CMocka writes it: each group a <testsuites> of its own, in a file that did not exist before the run,
// else on standard error.
#include <cstdio>
#include <set>

#include "report/format.hpp"

namespace report {
namespace {

std::string replaced(std::string text, const std::string &what, const std::string &with)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

std::string attribute(const std::string &text)
{
    return replaced(replaced(replaced(text, "&", "&amp;"), "<", "&lt;"), "\"", "&quot;");
}

std::string cdata(const std::vector<std::string> &lines)
{
    std::string text;
    for (const auto &line : lines) text += (text.empty() ? "" : "\n") + line;
    return "<![CDATA[" + replaced(text, "]]>", "]]]]><![CDATA[>") + "]]>";
}

void print(std::FILE *out, const Outcome &outcome)
{
    std::fprintf(out, "    <testcase name=\"%s\" time=\"%.3f\" >\n", attribute(outcome.name).c_str(), outcome.seconds);
    switch (outcome.verdict) {
    case Verdict::passed: break;
    case Verdict::failed: std::fprintf(out, "      <failure>%s</failure>\n", cdata(outcome.lines).c_str()); break;
    case Verdict::skipped: std::fprintf(out, "      <skipped/>\n"); break;
    }
    std::fprintf(out, "    </testcase>\n");
}

void print(std::FILE *out, const Group &group)
{
    std::fprintf(out,
                 "<testsuites>\n  <testsuite name=\"%s\" time=\"%.3f\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
                 "skipped=\"%zu\" >\n",
                 attribute(group.name).c_str(), group.seconds, group.outcomes.size(),
                 group.with(Verdict::failed).size(), group.errors.size(), group.with(Verdict::skipped).size());
    for (const Outcome &outcome : group.outcomes) print(out, outcome);
    std::fprintf(out, "  </testsuite>\n</testsuites>\n");
}

class Xml final : public Format {
public:
    explicit Xml(const char *file) : pattern_(file ? file : ""), to_stdout_(!file) {}

private:
    void group_end(const Group &group) override
    {
        const std::string path = replaced(pattern_, "%g", replaced(group.name, "/", "-"));
        std::FILE *file = to_stdout_ ? nullptr : opened(path);
        std::FILE *out = file ? file : to_stdout_ ? stdout : stderr;
        if (headed_.insert(file ? path : "").second) std::fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n");
        print(out, group);
        if (file) std::fclose(file);
    }
    std::FILE *opened(const std::string &path) const
    {
        return std::fopen(path.c_str(), headed_.contains(path) ? "a" : "wx");
    }

    std::string pattern_;
    bool to_stdout_;
    std::set<std::string> headed_;
};

}  // namespace

std::unique_ptr<Format> xml_format(const char *file)
{
    return std::make_unique<Xml>(file);
}

}  // namespace report
