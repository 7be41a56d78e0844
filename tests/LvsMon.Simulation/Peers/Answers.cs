using System;
using System.Text;

namespace LvsMon.Simulation.Peers;

/// <summary>What peers say, as Latin-1 text.</summary>
internal static class Answers
{
    /// <summary>A whole answer that every check of the kind takes.</summary>
    public static string Good(PeerKind kind, Draw draw) => kind switch
    {
        PeerKind.Http => draw.Of<string>(
        [
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK", "HTTP/1.0 204 No Content\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n",
            "HTTP/1.1 200 \r\nX: \xe9\x80\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        ]),
        PeerKind.HttpText => draw.Of<string>(
        [
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nxOKx", "HTTP/1.0 200 OK\r\n\r\nall is OK here",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nO\r\n1;a=b\r\nK\r\n0\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nOOK",
        ]),
        PeerKind.Smtp => draw.Of<string>(["220 mx ESMTP\r\n", "220-hello\r\n220-there\r\n220 mx\r\n", "220 \r\n"]),
        PeerKind.Ssh => draw.Of<string>(["SSH-2.0-OpenSSH_9.2p1 Debian\r\n", "SSH-2.0-x\n"]),
        _ => draw.Of<string>(["+OK ready\r\n", "+OK POP3 <1896.697@x>\r\n"]),
    };

    /// <summary>A whole answer that no check of the kind takes.</summary>
    public static string Wrong(PeerKind kind, Draw draw) => kind switch
    {
        PeerKind.Http => draw.Of<string>(
        [
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 404 Not Found\r\n\r\nOK",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 500 Oops\r\n\r\n", "HTTP/1.1 000 Zero\r\n\r\n",
        ]),
        PeerKind.HttpText => draw.Of<string>(
        [
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nxxxxOK", "HTTP/1.0 200 OK\r\n\r\nO K",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nO\r\n0\r\n\r\nK",
            "HTTP/1.1 503 OK\r\nContent-Length: 2\r\n\r\nOK",
        ]),
        PeerKind.Smtp => draw.Of<string>(["554 no\r\n", "220-hello\r\n421 busy\r\n"]),
        PeerKind.Ssh => draw.Of<string>(["SSH-1.99-old\r\n", "ssh-2.0-low\r\n"]),
        _ => draw.Of<string>(["-ERR busy\r\n", "OK\r\n"]),
    };

    /// <summary>The beginning of an answer, short of what decides.</summary>
    public static string Cut(PeerKind kind, string answer, Draw draw)
    {
        int whole = kind switch
        {
            PeerKind.Http => answer.LastIndexOf("\r\n\r\n", StringComparison.Ordinal) + 3,
            PeerKind.HttpText => answer.LastIndexOf('K'),
            PeerKind.Ssh => "SSH-2.0-".Length - 1,
            _ => answer.Length - 1,
        };
        if (kind == PeerKind.Http && answer.Contains("chunked", StringComparison.Ordinal))
        {
            whole = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 3;
        }

        return answer[..draw.Between(1, whole)];
    }

    /// <summary>A byte that begins nothing wrong and never ends a line.</summary>
    public static string Trickled(PeerKind kind) => kind switch
    {
        PeerKind.Http or PeerKind.HttpText => "H",
        PeerKind.Smtp => "2",
        PeerKind.Ssh => "S",
        _ => "+",
    };

    /// <summary>Right as far as it goes, and never whole.</summary>
    public static string Endless(PeerKind kind) => kind switch
    {
        PeerKind.Http or PeerKind.HttpText => "HTTP/1.1 103 Early Hints\r\n\r\n",
        PeerKind.Smtp => "220-wait\r\n",
        PeerKind.Ssh => "no ssh here\r\n",
        _ => "OK?",
    };

    /// <summary>The beginning of a line that may be as long as it likes.</summary>
    public static string Begun(PeerKind kind) => kind switch
    {
        PeerKind.Http or PeerKind.HttpText => "HTTP/1.1 200 OK\r\nX: ",
        PeerKind.Smtp => "220 ",
        PeerKind.Ssh => "SSH-1",
        _ => "+OK ",
    };

    /// <summary>Bytes of no protocol.</summary>
    public static string Garbage(Draw draw)
    {
        StringBuilder text = new();
        text.Append(draw.Of<char>(['\0', '\n', '\x1b', '\xff', ' ', 'x']));
        for (int i = draw.Below(60); i > 0; i--)
        {
            text.Append((char)draw.Below(256));
        }

        return text.ToString();
    }
}
