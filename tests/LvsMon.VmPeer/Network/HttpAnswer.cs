using System;
using System.Buffers.Text;
using System.Text;

namespace LvsMon.VmPeer.Network;

/// <summary>What has come of an HTTP answer.</summary>
internal static class HttpAnswer
{
    private const int StatusStart = 9;
    private const int StatusLength = 3;

    /// <summary>The status code; 0 while it has not come or when this is not HTTP/1.</summary>
    internal static int Status(ReadOnlySpan<byte> answer)
    {
        if (answer.Length < StatusStart + StatusLength || !answer.StartsWith("HTTP/1."u8))
        {
            return 0;
        }

        ReadOnlySpan<byte> code = answer.Slice(StatusStart, StatusLength);
        return Utf8Parser.TryParse(code, out int status, out int used) && used == StatusLength ? status : 0;
    }

    /// <summary>The first line of the body; null while it is not there whole.</summary>
    internal static string? Name(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        ReadOnlySpan<byte> body = head < 0 ? [] : answer[(head + 4)..];
        int end = body.IndexOf((byte)'\n');
        return end < 0 ? null : Encoding.ASCII.GetString(body[..end]);
    }

    /// <summary>Why an answer that nothing more is coming of is no good; null when it is.</summary>
    internal static string? Failure(ReadOnlySpan<byte> answer)
    {
        int status = Status(answer);
        return status is not (0 or 200) ? $"status-{status}"
            : Name(answer) is null ? FailureReason.Closed
            : null;
    }
}
