namespace LvsMon.Core.Tests.Lvs.Memory;

/// <summary>
/// A table and what ipvsadm 1.31 printed of it on Linux 6.1: the commands that make it, and the listings byte for byte,
/// blanks at the end of lines included.
/// </summary>
internal static class Transcript
{
    public static readonly string[] Commands =
    [
        "-A -t 10.0.0.1:80 -s wrr",
        "-a -t 10.0.0.1:80 -r 127.1.0.1:8080 -m -w 5 -x 100 -y 50",
        "-a -t 10.0.0.1:80 -r 127.1.0.2:8080 -m -w 0",
        "-A -t 10.0.0.1:443 -s wlc -p 600 -M 255.255.255.0",
        "-a -t 10.0.0.1:443 -r 192.168.1.5:8443 -g -w 3",
        "-a -t 10.0.0.1:443 -r 10.0.0.1:443 -g -w 1",
        "-A -u 10.0.0.1:53 -s rr -o",
        "-a -u 10.0.0.1:53 -r 192.168.1.6:53 -i -w 1",
        "-a -u 10.0.0.1:53 -r 192.168.1.7:53 -i --tun-type gue --tun-port 6080 -w 1",
        "-a -u 10.0.0.1:53 -r 192.168.1.8:53 -i --tun-type gre -w 1",
        "-A -f 7 -s sh -b sh-port",
        "-a -f 7 -r 192.168.1.9 -g -w 2",
        "-A -f 8 -6 -s mh -b mh-fallback",
        "-A -t [2001:db8::1]:80 -s lc",
        "-a -t [2001:db8::1]:80 -r [2001:db8::2]:8080 -m",
        "-A --sctp-service 10.0.0.1:5000 -s rr",
        "-A -f 3000000000 -s rr",
        "-A -t 10.0.0.1:81 -s rr -p",
        "-a -t 10.0.0.1:80 -r 127.1.0.3:8080 -m -w 65536",
    ];

    public const string Saved = """
        -A -f -1294967296 -s rr
        -A -t 10.0.0.1:80 -s wrr
        -a -t 10.0.0.1:80 -r 127.1.0.1:8080 -m -w 5
        -a -t 10.0.0.1:80 -r 127.1.0.2:8080 -m -w 0
        -a -t 10.0.0.1:80 -r 127.1.0.3:8080 -m -w 65536
        -A -t 10.0.0.1:81 -s rr -p 360
        -A -t 10.0.0.1:443 -s wlc -p 600 -M 255.255.255.0
        -a -t 10.0.0.1:443 -r 192.168.1.5:443 -g -w 3
        -a -t 10.0.0.1:443 -r 10.0.0.1:443 -g -w 1
        -A -u 10.0.0.1:53 -s rr -o
        -a -u 10.0.0.1:53 -r 192.168.1.6:53 -i -w 1 --tun-type ipip
        -a -u 10.0.0.1:53 -r 192.168.1.7:53 -i -w 1 --tun-type gue --tun-port 6080 --tun-nocsum
        -a -u 10.0.0.1:53 -r 192.168.1.8:53 -i -w 1 --tun-type gre --tun-nocsum
        -A --sctp-service 10.0.0.1:5000 -s rr
        -A -t [2001:db8::1]:80 -s lc
        -a -t [2001:db8::1]:80 -r [2001:db8::2]:8080 -m -w 1
        -A -f 7 -s sh -b sh-port
        -a -f 7 -r 192.168.1.9:0 -g -w 2
        -A -f 8 -6 -s mh -b mh-fallback

        """;

    public const string Listed = Head + "Prot LocalAddress:Port Scheduler Flags\n"
        + "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n"
        + "FWM  -1294967296 rr\n"
        + "TCP  10.0.0.1:80 wrr\n"
        + "  -> 127.1.0.1:8080               Masq    5      0          0         \n"
        + "  -> 127.1.0.2:8080               Masq    0      0          0         \n"
        + "  -> 127.1.0.3:8080               Masq    65536  0          0         \n"
        + "TCP  10.0.0.1:81 rr persistent 360\n"
        + "TCP  10.0.0.1:443 wlc persistent 600 mask 255.255.255.0\n"
        + "  -> 192.168.1.5:443              Route   3      0          0         \n"
        + "  -> 10.0.0.1:443                 Route   1      0          0         \n"
        + "UDP  10.0.0.1:53 rr ops\n"
        + "  -> 192.168.1.6:53               Tunnel  1      0          0         \n"
        + "  -> 192.168.1.7:53               Tunnel  1      0          0         \n"
        + "  -> 192.168.1.8:53               Tunnel  1      0          0         \n"
        + "SCTP 10.0.0.1:5000 rr\n"
        + "TCP  [2001:db8::1]:80 lc\n"
        + "  -> [2001:db8::2]:8080           Masq    1      0          0         \n"
        + "FWM  7 sh (sh-port)\n"
        + "  -> 192.168.1.9:0                Route   2      0          0         \n"
        + "FWM  8 IPv6 mh (mh-fallback)\n";

    public const string Thresholds = Head
        + "Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn \n"
        + "  -> RemoteAddress:Port\n"
        + "FWM  -1294967296 rr\n"
        + "TCP  10.0.0.1:80 wrr\n"
        + "  -> 127.1.0.1:8080               100        50         0          0         \n"
        + "  -> 127.1.0.2:8080               0          0          0          0         \n"
        + "  -> 127.1.0.3:8080               0          0          0          0         \n"
        + "TCP  10.0.0.1:81 rr persistent 360\n"
        + "TCP  10.0.0.1:443 wlc persistent 600 mask 255.255.255.0\n"
        + "  -> 192.168.1.5:443              0          0          0          0         \n"
        + "  -> 10.0.0.1:443                 0          0          0          0         \n"
        + "UDP  10.0.0.1:53 rr ops\n"
        + "  -> 192.168.1.6:53               0          0          0          0         \n"
        + "  -> 192.168.1.7:53               0          0          0          0         \n"
        + "  -> 192.168.1.8:53               0          0          0          0         \n"
        + "SCTP 10.0.0.1:5000 rr\n"
        + "TCP  [2001:db8::1]:80 lc\n"
        + "  -> [2001:db8::2]:8080           0          0          0          0         \n"
        + "FWM  7 sh (sh-port)\n"
        + "  -> 192.168.1.9:0                0          0          0          0         \n"
        + "FWM  8 IPv6 mh (mh-fallback)\n";

    private const string Head = "IP Virtual Server version 1.2.1 (size=4096)\n";
}
