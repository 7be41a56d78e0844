using System;
using System.Runtime.InteropServices;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Supervision;

/// <summary>
/// Datagrams to the service manager's socket (sd_notify(3), unix(7)). It is not connected: each notice finds whoever
/// is at the place at that moment, also after the manager was replaced.
/// </summary>
public sealed unsafe class NoticeSocket : INoticeSocket, IDisposable
{
    private readonly byte[] _address;
    private readonly int _descriptor;

    private NoticeSocket(byte[] address, int descriptor)
    {
        _address = address;
        _descriptor = descriptor;
    }

    /// <summary>Makes it; set-up only.</summary>
    /// <param name="place">NOTIFY_SOCKET: an absolute path, or <c>@</c> and an abstract name.</param>
    /// <param name="why">Why there is none, in words that can be shown.</param>
    public static NoticeSocket? Open(string place, out string why)
    {
        bool isAbstract = place.StartsWith('@');
        int bytes = Encoding.UTF8.GetByteCount(place);
        int most = isAbstract ? UnixAddress.MaxPathBytes + 1 : UnixAddress.MaxPathBytes;
        if (!isAbstract && !place.StartsWith('/'))
        {
            why = $"\"{Shown(place)}\" is neither a path nor an abstract name";
            return null;
        }

        if (bytes < 2 || bytes > most || place.Contains('\0'))
        {
            why = $"\"{Shown(place)}\" has not 2 to {most} bytes";
            return null;
        }

        int descriptor = SocketCalls.Socket(
            SocketCalls.AF_UNIX, SocketCalls.SOCK_DGRAM | SocketCalls.SOCK_NONBLOCK | SocketCalls.SOCK_CLOEXEC, 0);
        if (descriptor < 0)
        {
            why = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
            return null;
        }

        why = string.Empty;
        return new NoticeSocket(isAbstract ? UnixAddress.OfAbstract(place[1..]) : UnixAddress.Of(place), descriptor);
    }

    /// <inheritdoc/>
    public OsError Send(ReadOnlySpan<byte> notice)
    {
        fixed (byte* bytes = notice)
        fixed (byte* address = _address)
        {
            nint sent = SocketCalls.SendTo(
                _descriptor,
                bytes,
                (nuint)notice.Length,
                SocketCalls.MSG_DONTWAIT | SocketCalls.MSG_NOSIGNAL,
                address,
                (uint)_address.Length);
            return sent >= 0 ? OsError.None : Errno.OfFile(Marshal.GetLastPInvokeError());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ = FileCalls.Close(_descriptor);

    /// <summary>The beginning of it, printable.</summary>
    private static string Shown(string place)
    {
        const int Most = 64;
        Span<char> text = stackalloc char[Math.Min(place.Length, Most)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = place[i] is >= ' ' and <= '~' and not '"' ? place[i] : '?';
        }

        return new string(text);
    }
}
