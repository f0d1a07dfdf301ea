// SPDX-License-Identifier: LGPL-2.1-or-later
// The ports of configuration files, and the files without them.
#include "xen/config.hpp"

#include <gtest/gtest.h>

#include "conf/port/grammar.hpp"

namespace chardev::xen {

namespace {

/// The ports, the rest and the warnings, each led by a word.
std::string read(std::string_view text, ConfigFormat form)
{
    const auto config = read_config(text, form, "guest.cfg");
    if (!config) return config.error().message();
    std::string out;
    for (const PlacedPort &placed : config->ports)
        out += "port " + std::to_string(placed.slot.index) + " " + *port_grammar::render(placed.port, {}) + "\n";
    if (!config->rest.empty()) out += "rest " + config->rest;
    for (const std::string &warning : config->warnings) out += "warning " + warning + "\n";
    return out;
}

struct Case {
    const char *text, *read;
};

const Case xl_ports[] = {
    {"serial=\"pty\"\n", "port 0 <serial/>\n"},
    {"serial=\"none\"\n", ""},
    {"serial=['pty','none','null']",
     "port 0 <serial/>\nport 2 <serial type='null'>\n  <target port='2'/>\n</serial>\n"},
    {"serial='pty'\nserial=['null']\nserial+=['vc']\n", "port 0 <serial type='null'/>\nport 1 <serial type='vc'/>\n"},
    {"serial='file:/a'\nserial+='/b'\n", "port 0 <serial type='file' path='/a/b'/>\n"},
    {"serial=['pty','pty','pty','pty','null','vc','vc']\n",
     "port 0 <serial/>\nport 1 <serial/>\nport 2 <serial/>\nport 3 <serial/>\n"
     "warning the port 'null' is left out: a guest has four serial ports, and passes over any more\n"},
    {"device_model_args_hvm=['-parallel','pty','-parallel','none','-parallel','null']\n",
     "port 0 <parallel/>\nport 1 <parallel type='null'/>\n"},
    {"serial='pty'\ndevice_model_args=['-serial','null']\n", "port 0 <serial/>\nport 1 <serial type='null'/>\n"},
    {"serial='none'\ndevice_model_args_hvm=['-chardev','pty,id=serial0','-device','isa-serial,chardev=serial0,index=0']\n",
     "port 0 <serial/>\n"},
    {"device_model_args_hvm=['-chardev','pty,id=a','-device','isa-parallel,chardev=a,index=2']\n",
     "port 2 <parallel type='pty'>\n  <target port='2'/>\n</parallel>\n"},
    {"serial='pty'\ndevice_model_args_hvm=['-chardev','null,id=a','-device','isa-serial,chardev=a']\n",
     "port 0 <serial/>\nport 1 <serial type='null'/>\n"},
    {"device_model_args_hvm=['-chardev','socket,id=a,path=/s,server=on,wait=off','-device','isa-serial,chardev=a','-set','chardev.a.wait=on']\n",
     "port 0 <serial type='unix'>\n  <listen path='/s'/>\n</serial>\n"},
};

const Case xl_rests[] = {
    {"name='x'\nserial='pty'\nmemory=5\n", "port 0 <serial/>\nrest name='x'\nmemory=5\n"},
    {"name='x'\n  serial='pty'  \nmemory=5", "port 0 <serial/>\nrest name='x'\nmemory=5"},
    {"serial=[\n'pty',\n]\nmemory=5", "port 0 <serial/>\nrest memory=5"},
    {"serial='pty' # COM1\nmemory=5\n", "port 0 <serial/>\nrest # COM1\nmemory=5\n"},
    {"a=1; serial='pty'; b=2\n", "port 0 <serial/>\nrest a=1; b=2\n"},
    {"a=1; serial='pty'\n", "port 0 <serial/>\nrest a=1; \n"},
    {"parallel='none'\n", ""},
    {"parallel='pty'\n",
     "warning line 1: xl ignores 'parallel', so it is no port; write device_model_args_hvm = [ \"-parallel\", … ]\n"},
    {"device_model_args=['-foo','a\\\\b']", "rest device_model_args=['-foo','a\\\\b']"},
    {"device_model_args_hvm=['-foo','a\\\\b']", "rest device_model_args = [ \"-foo\", \"a\\b\" ]\n"},
    {"device_model_args_hvm=['-b','-parallel','pty']\ndevice_model_args=['-a']\nc=1",
     "port 0 <parallel/>\nrest c=1\ndevice_model_args = [ \"-a\", \"-b\" ]\n"},
    {"device_model_args_pv=['-serial','pty']\n", "rest device_model_args_pv=['-serial','pty']\n"},
    {"device_model_args=['-chardev','ringbuf,id=a','-device','isa-serial,chardev=a','-parallel','null']\n",
     "port 0 <parallel type='null'/>\nrest device_model_args = [ \"-chardev\", \"ringbuf,id=a\", \"-device\", \"isa-serial,chardev=a,index=0\" ]\n"},
    {"device_model_args=['-device','pci-serial,chardev=a','-chardev','pty,id=a']\n",
     "rest device_model_args=['-device','pci-serial,chardev=a','-chardev','pty,id=a']\n"},
};

const Case xl_errors[] = {
    {"a=1\nserial=\"\"\n", "guest.cfg:2: serial: "},
    {"serial=['pty',\n'mon:pty']\n", "guest.cfg:2: serial: "},
    {"serial=5", "guest.cfg:1: serial: "},
    {"serial='tcp:[::1]:5'", "guest.cfg:1: serial: "},
    {"serial='udp::0'", "guest.cfg:1: serial: "},
    {"serial=[['pty']]", "guest.cfg:1: serial: xl does not take this value of 'serial'; write a list of strings"},
    {"serial='a'\nserial+=['b']",
     "guest.cfg:2: serial: '+=' cannot put a list to a string, nor a string to a list; write all of it in one setting"},
    {"device_model_args='x'",
     "guest.cfg:1: device_model_args: xl does not take this value of 'device_model_args'; write a list of strings"},
    {"serial='pty'\ndevice_model_args=['-chardev','pty,id=a','-device','isa-serial,chardev=a,index=0']",
     "guest.cfg:2: -device: this is the second port with number 0; give each its own"},
    {"device_model_args=['-parallel','pty','-parallel','pty','-parallel','pty','-parallel','pty']",
     "guest.cfg:1: -parallel: parallel port 3 does not exist: a Xen guest has parallel ports 0 to 2"},
    {"device_model_args=['-chardev','socket,id=a,host=h,port=70000','-device','isa-serial,chardev=a']",
     "guest.cfg:1: -device: "},
    {"serial='file:/\\x41'", "guest.cfg:1: serial: xl loses or refuses the escape '\\x' in 'file:/\\x41'"},
};

const Case xm_files[] = {
    {"serial='pty'\nparallel=\"/dev/parport0\"\nmemory=64\n",
     "port 0 <serial/>\nport 0 <parallel type='host' port='0'/>\nrest memory=64\n"},
    {"serial='none'\nparallel='none'\n", ""},
    {"a=1\nserial=x\n",
     "guest.cfg:2: serial: 'serial' is worked out by the program that this file is, and that is not run here; write it as one string"},
    {"serial=['pty']\n",
     "guest.cfg:1: serial: a guest of xm has one port for 'serial', and this is a list; write one string"},
    {"serial='pty'\ndevice_model_args=['-parallel','pty']\n",
     "port 0 <serial/>\nrest device_model_args=['-parallel','pty']\n"},
};

}  // namespace

TEST(ReadXl, FindsPorts)
{
    for (const auto &[text, expected] : xl_ports) EXPECT_EQ(read(text, ConfigFormat::xl), expected) << text;
}

TEST(ReadXl, KeepsTheRestByteForByte)
{
    for (const auto &[text, expected] : xl_rests) EXPECT_EQ(read(text, ConfigFormat::xl), expected) << text;
}

TEST(ReadXl, RefusesWithTheLine)
{
    for (const auto &[text, expected] : xl_errors)
        EXPECT_EQ(read(text, ConfigFormat::xl).substr(0, std::string(expected).size()), expected) << text;
}

TEST(ReadXm, TakesLiteralsAndRunsNothing)
{
    for (const auto &[text, expected] : xm_files) EXPECT_EQ(read(text, ConfigFormat::xm), expected) << text;
}

TEST(ReadConfig, RefusesNul)
{
    const std::string text("a=1\nb='\0'\n", 9);
    for (const ConfigFormat form : {ConfigFormat::xl, ConfigFormat::xm})
        EXPECT_EQ(read(text, form), "guest.cfg:2: there is a NUL byte in the file, which is no text; take it away");
}

TEST(ReadXl, TakesManyArgumentsInLinearTime)
{
    std::string text = "device_model_args = [ ";
    for (int i = 0; i < 20000; ++i)
        text += "'-chardev','ringbuf,id=a" + std::to_string(i) + "','-set','chardev.a.x=1','-foo',";
    const auto config = read_config(text + "]", ConfigFormat::xl, {});
    ASSERT_TRUE(config);
    EXPECT_TRUE(config->ports.empty());
}

}  // namespace chardev::xen
