using System;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using LvsMon.Fuzz.Targets;
using LvsMon.Fuzz.Tests.Support;
using Xunit;

namespace LvsMon.Fuzz.Tests;

/// <summary>
/// What ipvsadm prints, made after its grammar and damaged: the same reading for all pieces, the reference's reading,
/// no allocation, and no deletion without a line that was understood.
/// </summary>
public sealed class TableTextTests
{
    private static readonly Gen<string> Place = Gen.Elements(
        "10.1.0.1:8080", "10.1.0.2:8080", "10.1.0.9:8080", "10.1.0.77:80", "[2001:db8::2]:8080", "[::]:0",
        "[::1.2.3.4]:1",
        "10.1.0.1:70000", "10.1.0.300:80", "[2001:db8::2:8080", "[1:2:3:4:5:6:7:8]:80", "[1:2:3:4:5:6:7::]:80", "x");

    [Fact]
    public void Save_ListingsNearTheGrammar_KeepTheirPromises()
    {
        Gen<string> service = Gen.Elements(
            "-t 10.0.0.1:80", "-t 10.0.0.9:80", "-t 10.0.0.10:80", "-u 10.0.0.1:53", "-f 7", "-f -1294967296 -6",
            "-t [2001:db8::1]:80", "-t [2001:0db8:0::1]:80", "--sctp-service 10.0.0.1:5000", "--quic 10.0.0.1:80",
            "-f 0");
        Gen<string> setting = Gen.Elements(
            " -s wrr", " -s rr", " -s", " -p 300", " -p 60", " -M 255.255.255.0", " -M 64", " -b sh-port,sh-fallback",
            " -b flag-1,", " -b new", " -o", " ops", " --pe sip", " pe sip", " --new 7", "\t", "\r");
        Gen<string> record = Gen.Elements(
            " -m", " -g", " -i", " -w 5", " -w 0", " -w 4294967296", " -w", " --tun-type gue", " --tun-type ipip",
            " --tun-type x", " --tun-port 6080", " --tun-port 65536", " --tun-csum", " --tun-nocsum", " --new");
        Gen<string> line = Gen.Frequency(
            (3, from s in service from rest in Texts.Joined(setting, 0, 4) select $"-A {s}{rest}\n"),
            (5,
                from s in service
                from p in Place
                from rest in Texts.Joined(record, 0, 5)
                select $"-a {s} -r {p}{rest}\n"),
            (1, Gen.Elements("\n", "warning: x\n", "-a\n", "-A -t\n")));
        Action check = () => Texts.Try(new SaveTarget(), Texts.Damaged(Texts.Joined(line, 0, 12)));

        check.Should().NotThrow();
    }

    [Fact]
    public void List_ListingsNearTheGrammar_KeepTheirPromises()
    {
        Gen<string> number = Gen.Elements("0", "100", "4294967295", "4294967296", "007", "-1", "");
        Gen<string> line = Gen.Frequency(
            (2, Gen.Elements("TCP  10.0.0.1:80 wrr\n", "FWM  7 sh\n", "FWM  -1294967296 IPv6 wlc\n",
                "UDP  10.0.0.1:53\n")),
            (1, Gen.Elements("Prot LocalAddress:Port\n", "IP Virtual Server\n", "\n", "TCP\n",
                "TCP  10.0.0.9:80 rr\n")),
            (4, from p in Place from u in number from l in number select $"  -> {p}   {u}   {l}  0  0\n"));
        Gen<string> timeouts =
            from tcp in number
            from udp in number
            from end in Gen.Elements("\n", "", "\nx\n", " \n")
            select $"Timeout (tcp tcpfin udp): {tcp} 120 {udp}{end}";
        Gen<string> listing = Gen.Frequency((5, Texts.Joined(line, 0, 12)), (1, timeouts));
        Action check = () => Texts.Try(new ListTarget(), Texts.Damaged(listing));

        check.Should().NotThrow();
    }
}
