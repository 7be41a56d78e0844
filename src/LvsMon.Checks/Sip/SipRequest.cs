using System;
using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace LvsMon.Checks.Sip;

/// <summary>
/// The request OPTIONS (RFC 3261 §11.1) with places for one number, the same in each: branch, tag and Call-ID. A check
/// knows no address of its own, so Via has a name that stands for none (RFC 2606 §2) and asks the server to answer to
/// where the datagram came from (RFC 3581).
/// </summary>
internal sealed class SipRequest
{
    private const string Number = "########";
    private const string CallIdEnd = "@lvsmon.invalid";
    private const string CallIdField = "\r\nCall-ID: ";

    private readonly byte[] _template;
    private readonly int _branchAt;
    private readonly int _tagAt;
    private readonly int _callIdAt;

    /// <summary>Makes it of texts without controls.</summary>
    /// <param name="uri">Of the request and of To.</param>
    /// <param name="from">Of From.</param>
    /// <param name="maxForwards">How often it may be passed on.</param>
    /// <param name="userAgent">Who asks.</param>
    internal SipRequest(string uri, string from, int maxForwards, string userAgent)
    {
        // The cookie at the beginning of the branch is that of RFC 3261 §8.1.1.7.
        const string Branch = "SIP/2.0/UDP lvsmon.invalid;rport;branch=z9hG4bK";
        const string Tag = ">;tag=";
        string text = $"OPTIONS {uri} SIP/2.0\r\nVia: {Branch}{Number}\r\nMax-Forwards: {maxForwards}\r\n"
            + $"From: <{from}{Tag}{Number}\r\nTo: <{uri}>{CallIdField}{Number}{CallIdEnd}\r\nCSeq: 1 OPTIONS\r\n"
            + $"User-Agent: {userAgent}\r\nAccept: application/sdp\r\nContent-Length: 0\r\n\r\n";
        _template = Encoding.ASCII.GetBytes(text);
        _branchAt = text.IndexOf(Branch, StringComparison.Ordinal) + Branch.Length;
        _tagAt = text.IndexOf(Tag, _branchAt, StringComparison.Ordinal) + Tag.Length;
        _callIdAt = text.IndexOf(CallIdField, _tagAt, StringComparison.Ordinal) + CallIdField.Length;
    }

    /// <summary>Bytes of it.</summary>
    internal int Length => _template.Length;

    /// <summary>Writes it.</summary>
    internal void Write(uint number, Span<byte> buffer)
    {
        StandardFormat form = new('x', (byte)Number.Length);
        _template.CopyTo(buffer);
        foreach (int at in (ReadOnlySpan<int>)[_branchAt, _tagAt, _callIdAt])
        {
            Utf8Formatter.TryFormat(number, buffer[at..], out _, form);
        }
    }

    /// <summary>The Call-ID of what was written.</summary>
    internal ReadOnlySpan<byte> CallId(ReadOnlySpan<byte> buffer) =>
        buffer.Slice(_callIdAt, Number.Length + CallIdEnd.Length);
}
