using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Metrics;

/// <summary>Writes what an answer of HTTP/1.1 consists of beside the page (RFC 9112); nothing allocates.</summary>
internal static class HttpAnswer
{
    /// <summary>Bytes around the content of a chunk: its length in four digits, and the line ends.</summary>
    public const int ChunkFrame = ChunkHead + 2;

    /// <summary>Bytes before the content of a chunk.</summary>
    public const int ChunkHead = 6;

    private const string Digits = "0123456789ABCDEF";

    /// <summary>The last chunk.</summary>
    public static ReadOnlySpan<byte> LastChunk => "0\r\n\r\n"u8;

    /// <summary>The head before the page.</summary>
    /// <returns>Bytes written.</returns>
    public static int WritePageHead(Span<byte> buffer, in HttpRequest request)
    {
        ByteWriter text = new(buffer);
        text.Bytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"u8);
        text.Bytes(request.IsOld ? default : "Transfer-Encoding: chunked\r\n"u8);
        text.Bytes("Cache-Control: no-store\r\nConnection: close\r\n\r\n"u8);
        return text.Length;
    }

    /// <summary>A whole answer without the page.</summary>
    /// <returns>Bytes written.</returns>
    public static int WriteRefusal(Span<byte> buffer, in HttpRequest request)
    {
        ReadOnlySpan<byte> words = request.Status switch
        {
            HttpStatus.BadRequest => "Bad Request\n"u8,
            HttpStatus.NotFound => "Not Found\n"u8,
            HttpStatus.MethodNotAllowed => "Method Not Allowed\n"u8,
            HttpStatus.RequestTimeout => "Request Timeout\n"u8,
            HttpStatus.HeadTooLarge => "Request Header Fields Too Large\n"u8,
            _ => "Service Unavailable\n"u8,
        };
        ByteWriter text = new(buffer);
        text.Bytes("HTTP/1.1 "u8);
        text.Number((int)request.Status);
        text.Byte((byte)' ');
        text.Bytes(words[..^1]);
        text.Bytes("\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "u8);
        text.Number(words.Length);
        text.Bytes(request.Status == HttpStatus.MethodNotAllowed ? "\r\nAllow: GET, HEAD"u8 : default);
        text.Bytes("\r\nConnection: close\r\n\r\n"u8);
        text.Bytes(request.IsHead ? default : words);
        return text.Length;
    }

    /// <summary>Puts the frame around a chunk whose content stands <see cref="ChunkHead"/> bytes behind the
    /// beginning.</summary>
    /// <returns>Bytes of content and frame.</returns>
    public static int FrameChunk(Span<byte> buffer, int length)
    {
        for (int digit = 0; digit < 4; digit++)
        {
            buffer[digit] = (byte)Digits[(length >> (12 - (4 * digit))) & 0xF];
        }

        "\r\n"u8.CopyTo(buffer[4..]);
        "\r\n"u8.CopyTo(buffer[(ChunkHead + length)..]);
        return length + ChunkFrame;
    }
}
