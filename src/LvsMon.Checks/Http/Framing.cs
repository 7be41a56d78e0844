using System;
using System.Text;

namespace LvsMon.Checks.Http;

/// <summary>
/// Picks <c>Content-Length</c> and <c>Transfer-Encoding</c> out of a header section as it passes, without keeping it.
/// What is wrong with them is only remembered: it matters only when the body is read.
/// </summary>
internal struct Framing
{
    /// <summary>Longer bodies than this are as good as endless; no cap is near it.</summary>
    private const int LengthLimit = 1 << 30;

    private int _element;
    private byte _nameAt;
    private byte _possible;
    private FramingField _field;
    private ValuePhase _phase;
    private byte _chunkedAt;
    private bool _hasLength;
    private bool _hasCoding;
    private bool _isChunked;
    private bool _isFaulty;

    /// <summary>The body's length in bytes, cut at 2^30; meaningful for <see cref="BodyKind.Length"/>.</summary>
    internal int Length;

    private static ReadOnlySpan<byte> LengthName => "content-length"u8;

    private static ReadOnlySpan<byte> CodingName => "transfer-encoding"u8;

    private static ReadOnlySpan<byte> ChunkedName => "chunked"u8;

    /// <summary>Takes a field line that is whole; the value may go on in the next line.</summary>
    internal void TakeLine(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        EndValue();
        BeginValue(FieldOf(name));
        if (_field == FramingField.Other)
        {
            return;
        }

        foreach (byte one in value)
        {
            TakeValue(one);
        }
    }

    /// <summary>A field line begins.</summary>
    internal void BeginName()
    {
        _nameAt = 0;
        _possible = (byte)(FramingField.ContentLength | FramingField.TransferEncoding);
    }

    /// <summary>The next byte of a field's name.</summary>
    internal void TakeName(byte value)
    {
        if (_possible == 0)
        {
            return;
        }

        Narrow(FramingField.ContentLength, LengthName, value);
        Narrow(FramingField.TransferEncoding, CodingName, value);
        _nameAt++;
    }

    /// <summary>The name is whole.</summary>
    internal void EndName()
    {
        FramingField field = FramingField.Other;
        if (_possible == (byte)FramingField.ContentLength && _nameAt == LengthName.Length)
        {
            field = FramingField.ContentLength;
        }
        else if (_possible == (byte)FramingField.TransferEncoding && _nameAt == CodingName.Length)
        {
            field = FramingField.TransferEncoding;
        }

        BeginValue(field);
    }

    /// <summary>The next byte of the field's value; a line end inside it counts as a blank.</summary>
    internal void TakeValue(byte value)
    {
        if (_field == FramingField.Other)
        {
            return;
        }

        if (value == ',')
        {
            EndElement();
            _phase = ValuePhase.Before;
        }
        else if (HttpBytes.IsBlank(value))
        {
            _phase = _phase == ValuePhase.Before ? ValuePhase.Before : ValuePhase.After;
        }
        else
        {
            _isFaulty |= _phase == ValuePhase.After;
            _phase = ValuePhase.Inside;
            TakeElement(value);
        }
    }

    /// <summary>The field's value is whole: the next line does not go on with it.</summary>
    internal void EndValue()
    {
        if (_field != FramingField.Other)
        {
            EndElement();
        }

        _field = FramingField.Other;
    }

    /// <summary>The framing of the body of a response to anything but HEAD and CONNECT.</summary>
    internal readonly BodyKind Resolve(short code, byte minor)
    {
        if (code is < 200 or 204 or 304)
        {
            return BodyKind.None;
        }

        // RFC 9112 §6.1: both fields are an attack or a mistake; codings in HTTP/1.0 are faulty; only "chunked" is
        // known here, and no other was asked for.
        if (_isFaulty || (_hasCoding && (_hasLength || minor == 0 || !_isChunked)))
        {
            return BodyKind.Faulty;
        }

        if (_hasCoding)
        {
            return BodyKind.Chunked;
        }

        if (!_hasLength)
        {
            return BodyKind.UntilClose;
        }

        return Length == 0 ? BodyKind.None : BodyKind.Length;
    }

    private static FramingField FieldOf(ReadOnlySpan<byte> name)
    {
        if (name.Length == LengthName.Length && Ascii.EqualsIgnoreCase(name, LengthName))
        {
            return FramingField.ContentLength;
        }

        return name.Length == CodingName.Length && Ascii.EqualsIgnoreCase(name, CodingName)
            ? FramingField.TransferEncoding
            : FramingField.Other;
    }

    private void BeginValue(FramingField field)
    {
        _field = field;
        _phase = ValuePhase.Before;
        _chunkedAt = 0;
        _element = 0;
    }

    private void Narrow(FramingField field, ReadOnlySpan<byte> name, byte value)
    {
        // Setting bit 5 makes letters small and leaves the hyphen; no other token character becomes one of the names'.
        if (_nameAt >= name.Length || name[_nameAt] != (value | 0x20))
        {
            _possible &= (byte)~(byte)field;
        }
    }

    private void TakeElement(byte value)
    {
        if (_field == FramingField.ContentLength)
        {
            _isFaulty |= !HttpBytes.IsDigit(value);
            _element = _element >= LengthLimit / 10 ? LengthLimit : (_element * 10) + (value - '0');
            return;
        }

        bool isNext = _chunkedAt < ChunkedName.Length && ChunkedName[_chunkedAt] == (value | 0x20);
        _isFaulty |= !isNext;
        _chunkedAt++;
    }

    // Equal lengths may be repeated (RFC 9110 §8.6); empty elements of a list of codings count for nothing (§5.6.1).
    private void EndElement()
    {
        bool isEmpty = _phase == ValuePhase.Before;
        if (_field == FramingField.ContentLength)
        {
            _isFaulty |= isEmpty || (_hasLength && _element != Length);
            _hasLength = true;
            Length = _element;
            _element = 0;
            return;
        }

        _hasCoding = true;
        if (!isEmpty)
        {
            _isFaulty |= _isChunked || _chunkedAt != ChunkedName.Length;
            _isChunked = true;
            _chunkedAt = 0;
        }
    }
}
