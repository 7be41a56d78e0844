using System;
using System.Buffers;
using System.Text;

namespace LvsMon.Core.Metrics;

/// <summary>The head of a request of HTTP/1 (RFC 9112), as far as one page needs it.</summary>
/// <param name="Status">What it is answered with.</param>
/// <param name="IsHead">True for HEAD: the answer has no content.</param>
/// <param name="IsOld">True for HTTP/1.0, which knows no chunks: the end of the connection is the end of the
/// answer.</param>
internal readonly record struct HttpRequest(HttpStatus Status, bool IsHead = false, bool IsOld = false)
{
    private static readonly SearchValues<byte> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Where the head ends.</summary>
    /// <returns>Its length with the empty line, 0 while it has no end.</returns>
    public static int LengthOf(ReadOnlySpan<byte> input)
    {
        // A line may end without CR (RFC 9112 §2.2).
        int crlf = input.IndexOf("\r\n\r\n"u8);
        int lf = input.IndexOf("\n\n"u8);
        return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4
            : lf >= 0 ? lf + 2
            : 0;
    }

    /// <summary>Reads a whole head.</summary>
    public static HttpRequest Read(ReadOnlySpan<byte> head)
    {
        // An empty line before the request is passed over (RFC 9112 §2.2); more than one is no request.
        head = head.StartsWith("\r\n"u8) ? head[2..] : head;
        ReadOnlySpan<byte> line = TakeLine(ref head);
        int first = line.IndexOf((byte)' ');
        int last = line.LastIndexOf((byte)' ');
        ReadOnlySpan<byte> version = last < 0 ? default : line[(last + 1)..];
        bool isOld = version.SequenceEqual("HTTP/1.0"u8);
        if (first <= 0 || last - first < 2 || !(isOld || version.SequenceEqual("HTTP/1.1"u8)))
        {
            return new HttpRequest(HttpStatus.BadRequest);
        }

        ReadOnlySpan<byte> method = line[..first];
        ReadOnlySpan<byte> target = line[(first + 1)..last];
        bool isGood = !method.ContainsAnyExcept(Token) && !target.ContainsAnyExceptInRange((byte)'!', (byte)'~')
            && AreFields(head, out int hosts) && (hosts == 1 || (isOld && hosts == 0));
        if (!isGood)
        {
            return new HttpRequest(HttpStatus.BadRequest);
        }

        bool isHead = method.SequenceEqual("HEAD"u8);
        HttpStatus status = !IsPage(target) ? HttpStatus.NotFound
            : isHead || method.SequenceEqual("GET"u8) ? HttpStatus.Ok
            : HttpStatus.MethodNotAllowed;
        return new HttpRequest(status, isHead, isOld);
    }

    /// <summary>The path, or the whole address as a proxy is sent it; a query changes nothing.</summary>
    private static bool IsPage(ReadOnlySpan<byte> target)
    {
        const int Scheme = 7;
        if (target.Length > Scheme && Ascii.EqualsIgnoreCase(target[..Scheme], "http://"u8))
        {
            int path = target[Scheme..].IndexOf((byte)'/');
            target = path < 0 ? "/"u8 : target[(Scheme + path)..];
        }

        int query = target.IndexOf((byte)'?');
        return (query < 0 ? target : target[..query]).SequenceEqual("/metrics"u8);
    }

    /// <summary>Whether all lines are fields; folded ones are none any more (RFC 9112 §5.2).</summary>
    private static bool AreFields(ReadOnlySpan<byte> lines, out int hosts)
    {
        hosts = 0;
        while (!lines.IsEmpty)
        {
            ReadOnlySpan<byte> line = TakeLine(ref lines);
            if (line.IsEmpty)
            {
                return lines.IsEmpty;
            }

            int colon = line.IndexOf((byte)':');
            bool isField = colon > 0 && !line[..colon].ContainsAnyExcept(Token)
                && !line.ContainsAny((byte)0, (byte)'\r');
            if (!isField)
            {
                return false;
            }

            hosts += Ascii.EqualsIgnoreCase(line[..colon], "host"u8) ? 1 : 0;
        }

        return false;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }
}
