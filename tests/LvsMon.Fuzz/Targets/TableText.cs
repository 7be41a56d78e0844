namespace LvsMon.Fuzz.Targets;

/// <summary>The table that the readers of ipvsadm's output look for, as a configuration and as ipvsadm prints
/// it.</summary>
internal static class TableText
{
    /// <summary>A service that was ours and is to go.</summary>
    internal const string Unwanted = "-t 10.0.0.9:80";

    /// <summary>A destination that a reload took out of the first service.</summary>
    internal const string Leaving = "10.1.0.9:8080";

    /// <summary>Services of every kind.</summary>
    internal const string Services = """
        virtual tcp 10.0.0.1:80 {
            scheduler wrr
            real 10.1.0.1:8080 weight 5 upper 100 lower 50
            real 10.1.0.2:8080 weight 0
        }
        virtual udp 10.0.0.1:53 {
            scheduler rr
            one-packet yes
            forward tunnel gue 6080
            real 10.1.0.3:53
            real 10.1.0.4:53 {
                forward tunnel ipip
            }
        }
        virtual fwmark 7 {
            scheduler sh flags sh-fallback,sh-port
            forward direct
            persistence 300s netmask 255.255.255.0
            real 10.1.0.5:80
        }
        virtual fwmark 3000000000 ipv6 {
            persistence 60s netmask 64 engine sip
            forward direct
            real [2001:db8::5]:80
        }
        virtual tcp [2001:db8::1]:80 {
            real [2001:db8::2]:8080
            fallback [2001:db8::3]:8080
        }
        virtual sctp 10.0.0.1:5000 {
            real 10.1.0.6:5000
        }

        """;

    /// <summary>The same with real servers that it does not name left alone.</summary>
    internal const string KeepsExtras = "global {\nextra-reals keep\n}\n" + Services;

    /// <summary>What <c>-S -n</c> prints when all of it is there, with some that is not ours.</summary>
    internal const string Saved = """
        -A -t 10.0.0.1:80 -s wrr
        -a -t 10.0.0.1:80 -r 10.1.0.1:8080 -m -w 5
        -a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 0
        -a -t 10.0.0.1:80 -r 10.1.0.9:8080 -m -w 1
        -a -t 10.0.0.1:80 -r 10.1.0.99:8080 -g -w 65536
        -A -t 10.0.0.9:80 -s rr
        -a -t 10.0.0.9:80 -r 10.1.0.1:80 -m -w 1
        -A -t 10.0.0.10:80 -s rr -p 360
        -a -t 10.0.0.10:80 -r 10.1.0.1:80 -m -w 1
        -A -u 10.0.0.1:53 -s rr -o
        -a -u 10.0.0.1:53 -r 10.1.0.3:53 -i -w 1 --tun-type gue --tun-port 6080 --tun-nocsum
        -a -u 10.0.0.1:53 -r 10.1.0.4:53 -i -w 1 --tun-type ipip
        -A -f 7 -s sh -p 300 -M 255.255.255.0 -b sh-fallback,sh-port
        -a -f 7 -r 10.1.0.5:0 -g -w 1
        -A -f -1294967296 -6 -s wlc -p 60 -M 64 --pe sip
        -a -f -1294967296 -6 -r [2001:db8::5]:0 -g -w 1
        -A -t [2001:db8::1]:80 -s wlc
        -a -t [2001:db8::1]:80 -r [2001:db8::2]:8080 -m -w 1
        -a -t [2001:db8::1]:80 -r [2001:db8::ffff:192.0.2.1]:8080 -m -w 1
        -A --sctp-service 10.0.0.1:5000 -s wlc
        -a --sctp-service 10.0.0.1:5000 -r 10.1.0.6:5000 -m -w 1

        """;

    /// <summary>What <c>-L -n --thresholds</c> prints of it.</summary>
    internal const string Listed = "IP Virtual Server version 1.2.1 (size=4096)\n"
        + "Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn \n"
        + "  -> RemoteAddress:Port\n"
        + "TCP  10.0.0.1:80 wrr\n"
        + "  -> 10.1.0.1:8080                100        50         0          0         \n"
        + "  -> 10.1.0.2:8080                0          0          0          0         \n"
        + "  -> 10.1.0.9:8080                0          0          0          0         \n"
        + "  -> 10.1.0.99:8080               0          0          0          0         \n"
        + "TCP  10.0.0.9:80 rr\n"
        + "  -> 10.1.0.1:80                  0          0          0          0         \n"
        + "TCP  10.0.0.10:80 rr persistent 360\n"
        + "  -> 10.1.0.1:80                  0          0          0          0         \n"
        + "UDP  10.0.0.1:53 rr ops\n"
        + "  -> 10.1.0.3:53                  0          0          0          0         \n"
        + "  -> 10.1.0.4:53                  0          0          0          0         \n"
        + "FWM  7 sh (sh-fallback,sh-port)\n"
        + "  -> 10.1.0.5:0                   0          0          0          0         \n"
        + "FWM  -1294967296 IPv6 wlc persistent 60 mask 64 pe sip\n"
        + "  -> [2001:db8::5]:0              0          0          0          0         \n"
        + "TCP  [2001:db8::1]:80 wlc\n"
        + "  -> [2001:db8::2]:8080           0          0          0          0         \n"
        + "  -> [2001:db8::ffff:192.0.2.1]:8080 0          0          0          0         \n"
        + "SCTP 10.0.0.1:5000 wlc\n"
        + "  -> 10.1.0.6:5000                0          0          0          0         \n";
}
