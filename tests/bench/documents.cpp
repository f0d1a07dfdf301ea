// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what a domain of ordinary size looks like: 21 disks and 4 ports make 10 KiB.
#include "bench/documents.hpp"

#include "conf/document/document.hpp"
#include "qemu/policy.hpp"

namespace chardev::bench {

namespace {

constexpr std::size_t ordinary = 21;

constexpr std::string_view head = R"(<domain type='qemu'>
  <name>guest</name>
  <uuid>8f0a3c5e-5f1b-4b57-9c39-2d6f6f3a1c11</uuid>
  <title>A guest of ordinary size</title>
  <metadata>
    <libosinfo:libosinfo xmlns:libosinfo="http://libosinfo.org/xmlns/libvirt/domain/1.0">
      <libosinfo:os id="http://debian.org/debian/12"/>
    </libosinfo:libosinfo>
  </metadata>
  <memory unit='KiB'>4194304</memory>
  <currentMemory unit='KiB'>4194304</currentMemory>
  <vcpu placement='static'>4</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <apic/>
    <vmport state='off'/>
  </features>
  <cpu mode='host-passthrough' check='none' migratable='on'/>
  <clock offset='utc'>
    <timer name='rtc' tickpolicy='catchup'/>
    <timer name='pit' tickpolicy='delay'/>
    <timer name='hpet' present='no'/>
  </clock>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
)";

constexpr std::string_view tail = R"(    <controller type='usb' index='0' model='qemu-xhci' ports='15'>
      <address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/>
    </controller>
    <controller type='pci' index='0' model='pcie-root'/>
    <controller type='pci' index='1' model='pcie-root-port'>
      <model name='pcie-root-port'/>
      <target chassis='1' port='0x10'/>
      <address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x0' multifunction='on'/>
    </controller>
    <interface type='network'>
      <mac address='52:54:00:12:34:56'/>
      <source network='default'/>
      <model type='virtio'/>
      <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
    </interface>
    <input type='mouse' bus='ps2'/>
    <input type='keyboard' bus='ps2'/>
    <graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'>
      <listen type='address' address='127.0.0.1'/>
    </graphics>
    <video>
      <model type='virtio' heads='1' primary='yes'/>
      <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/>
    </video>
    <memballoon model='virtio'>
      <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>
    </memballoon>
  </devices>
</domain>
)";

std::string disk(std::size_t number)
{
    const auto name = std::to_string(number);
    return "    <disk type='file' device='disk'>\n"
           "      <driver name='qemu' type='qcow2' cache='none' io='native' discard='unmap'/>\n"
           "      <source file='/var/lib/libvirt/images/guest-disk-" +
           name +
           ".qcow2'/>\n"
           "      <backingStore/>\n"
           "      <target dev='sd" +
           name +
           "' bus='scsi'/>\n"
           "      <alias name='ua-disk-" +
           name +
           "'/>\n"
           "      <address type='drive' controller='0' bus='0' target='0' unit='" +
           name +
           "'/>\n"
           "    </disk>\n";
}

std::vector<std::string> four_ports()
{
    return {
        "<serial type='tcp'>\n      <listen addr='127.0.0.1' port='4001'>\n        <nowait/>\n        <nodelay/>\n      </listen>\n    </serial>",
        "<serial type='udp'>\n      <sendto addr='127.0.0.1' port='4002'/>\n    </serial>", "<serial type='pty'/>",
        "<parallel type='file' path='/var/log/guest/parallel.log'/>"};
}

std::vector<std::string> four_libvirt_ports()
{
    return {
        "<serial type='tcp'>\n      <source mode='bind' host='127.0.0.1' service='4001'/>\n      <protocol type='raw'/>\n      <target port='0'/>\n    </serial>",
        "<serial type='udp'>\n      <source mode='connect' host='127.0.0.1' service='4002'/>\n      <target port='1'/>\n    </serial>",
        "<serial type='pty'>\n      <target port='2'/>\n    </serial>",
        "<parallel type='file'>\n      <source path='/var/log/guest/parallel.log'/>\n      <target port='0'/>\n    </parallel>"};
}

std::string pci_port(std::size_t number)
{
    return "<serial type='unix' model='pci'>\n      <listen path='/run/guest/port-" + std::to_string(number) +
           "'>\n        <nowait/>\n      </listen>\n    </serial>";
}

}  // namespace

std::string domain(std::size_t disks, const std::vector<std::string> &ports)
{
    std::string xml(head);
    for (std::size_t i = 0; i < disks; ++i) xml += disk(i);
    for (const auto &port : ports) xml += "    " + port + "\n";
    return xml.append(tail);
}

std::string plain_document()
{
    return domain(ordinary, {});
}

std::string libvirt_document()
{
    return domain(ordinary, four_libvirt_ports());
}

std::string port_document()
{
    return domain(ordinary, four_ports());
}

std::string stock_document()
{
    const auto lowered = lower(port_document(), qemu::live_policy(), "bench.xml");
    return lowered && *lowered ? (*lowered)->xml : std::string();
}

std::string many_disks(std::size_t devices)
{
    return domain(devices - four_ports().size(), four_ports());
}

std::string many_ports(std::size_t devices)
{
    std::vector<std::string> ports;
    for (std::size_t i = 0; i < devices; ++i) ports.push_back(pci_port(i));
    return domain(0, ports);
}

}  // namespace chardev::bench
