using System;
using System.Buffers.Binary;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Dns;

/// <summary>
/// Asks one question and judges the answer to it. What carries another identifier or question is passed over: it may be
/// late, or forged.
/// </summary>
internal sealed class DnsProgram : DatagramProgram
{
    private const ushort Internet = 1;
    private const int RecordBytes = 10;
    private const byte Authoritative = 4;
    private const byte Truncated = 2;

    private readonly byte[] _query;
    private readonly DnsType _type;
    private readonly int _code;
    private readonly bool _wantsAuthority;
    private readonly DnsExpectation[] _expected;

    /// <summary>Makes it.</summary>
    /// <param name="identity">Of <see cref="CheckProgram.Identity"/>.</param>
    /// <param name="query">Of <see cref="DnsQuestion.Write"/>.</param>
    /// <param name="type">The type asked for.</param>
    /// <param name="code">The response code that is right.</param>
    /// <param name="wantsAuthority">True when only the zone's own servers are right.</param>
    /// <param name="expected">One of these is in the answer; empty for any record of the type.</param>
    internal DnsProgram(
        string identity, byte[] query, DnsType type, int code, bool wantsAuthority, DnsExpectation[] expected)
        : base(identity)
    {
        _query = query;
        _type = type;
        _code = code;
        _wantsAuthority = wantsAuthority;
        _expected = expected;
    }

    /// <inheritdoc/>
    public override bool WantsNonce => true;

    /// <inheritdoc/>
    public override int BufferBytes => _query.Length;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer)
    {
        _query.CopyTo(buffer);
        BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)CheckScratch.As<uint>(ref scratch));
        return CheckStep.SendKept(_query.Length);
    }

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer)
    {
        if (!DnsQuestion.IsAnsweredBy(buffer[.._query.Length], bytes))
        {
            return CheckStep.Receive();
        }

        int code = bytes[3] & 15;
        if (code != _code)
        {
            return CheckStep.Fail(CheckReason.Mismatch, 0, DnsCodes.Words(code));
        }

        if (_wantsAuthority && (bytes[2] & Authoritative) == 0)
        {
            return CheckStep.Fail(CheckReason.Mismatch, 0, "not authoritative"u8);
        }

        return code == 0 ? Content(bytes) : CheckStep.Pass(CheckReason.Matched);
    }

    private CheckStep Content(ReadOnlySpan<byte> message)
    {
        int records = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        int at = _query.Length;
        bool isOfType = false;
        for (int i = 0; i < records; i++)
        {
            at = DnsName.Skip(message, at);
            int length = at < 0 || at + RecordBytes > message.Length
                ? -1 : BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            if (length < 0 || at + RecordBytes + length > message.Length)
            {
                // An answer that was cut may end within a record.
                return IsCut(message) ? Missing(message, isOfType)
                    : CheckStep.Fail(CheckReason.Malformed, 0, "a record that does not end"u8);
            }

            if (BinaryPrimitives.ReadUInt16BigEndian(message[at..]) == (ushort)_type
                && BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]) == Internet)
            {
                isOfType = true;
                if (IsExpected(message, at + RecordBytes, length))
                {
                    return CheckStep.Pass(CheckReason.Matched);
                }
            }

            at += RecordBytes + length;
        }

        return Missing(message, isOfType);
    }

    private bool IsExpected(ReadOnlySpan<byte> message, int at, int length)
    {
        foreach (DnsExpectation expectation in _expected)
        {
            if (expectation.IsIn(message, at, length))
            {
                return true;
            }
        }

        return _expected.Length == 0;
    }

    private static bool IsCut(ReadOnlySpan<byte> message) => (message[2] & Truncated) != 0;

    private static CheckStep Missing(ReadOnlySpan<byte> message, bool isOfType) => CheckStep.Fail(
        CheckReason.Mismatch,
        0,
        IsCut(message) ? "truncated"u8 : isOfType ? "other records"u8 : "no record of this type"u8);
}
