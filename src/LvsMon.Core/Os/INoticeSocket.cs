using System;

namespace LvsMon.Core.Os;

/// <summary>Where notices for the service manager go (sd_notify(3)), one datagram a call; never blocks.</summary>
public interface INoticeSocket
{
    /// <summary>Hands over one notice: lines <c>NAME=value</c>. <see cref="OsError.WouldBlock"/>: its queue is full
    /// now; with any other error nobody is there. The same notice may be offered again later.</summary>
    OsError Send(ReadOnlySpan<byte> notice);
}
