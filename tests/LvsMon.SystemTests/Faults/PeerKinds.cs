using System.Collections.Generic;
using System.Threading.Tasks;
using LvsMon.SystemTests.Servers;

namespace LvsMon.SystemTests.Faults;

/// <summary>What real servers do to a check, each with the verdict it must get: rows of docs/faults.md.</summary>
internal static class PeerKinds
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nOK\n";
    private const int StepMs = 200;

    /// <summary>A timer may end by a tick of its clock early: measured, half of the waits of 400 ms did, by up to
    /// 4 ms.</summary>
    private const int TickMs = 5;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PeerKind> All { get; } =
    [
        new("closed", 1, "connect refused", null),
        new("deaf", 2, "connect timeout", null) { IsDeaf = true },
        new("lossy", 4, null, Lossy),
        new("slow", 5, null, Slow),
        new("damaged", 5, "malformed*", Damaged),
        new("reset-at-accept", 6, "receive reset", ResetAtAccept),
        new("close-at-accept", 7, "receive reset|closed early", _ => Task.CompletedTask),
        new("close-after-request", 7, "closed early", connection => connection.Read()),
        new("reset-in-answer", 8, "receive reset", ResetInAnswer),
        new("reset-after-answer", 8, null, ResetAfterAnswer),
        new("answer-unread", 9, null, connection => connection.Send(Answer)),
        new("half-close", 10, null, HalfClose),
        new("zero-window", 12, "receive timeout", _ => Task.Delay(StepMs * 15)) { Window = 1 },
        new("silent", 13, "receive timeout", connection => connection.Linger()),
        new("trickle", 15, "receive timeout", Trickle),
        new("endless-headers", 16, "too long", c => c.Flood("HTTP/1.1 200 OK\r\n", "A: b\r\n")),
        new("endless-header", 16, "too long", c => c.Flood("HTTP/1.1 200 OK\r\nA: ", "b")),
        new("endless-body", 17, "too long", c => c.Flood("HTTP/1.1 200 OK\r\n\r\n", "b")) { HasContent = true },
        new("endless-chunks", 17, "too long", c => c.Flood(Chunked, "1\r\nb\r\n")) { HasContent = true },
        new("endless-unasked-body", 17, null, c => c.Flood("HTTP/1.1 200 OK\r\n\r\n", "b")),
        new("single-bytes", 18, null, SingleBytes),
        new("terminal", 20, "malformed*", Terminal),
        new("endless-interim", 21, "too long", c => c.Flood(string.Empty, "HTTP/1.1 103 Hints\r\nA: b\r\n\r\n")),
    ];

    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    /// <summary>Two of three connections are lost, never three in a row.</summary>
    private static async Task Lossy(RawConnection connection)
    {
        if (connection.Number % 3 != 0)
        {
            connection.WillReset();
            return;
        }

        await connection.Read();
        await connection.Send(Answer);
    }

    private static async Task Slow(RawConnection connection)
    {
        await connection.Read();
        await Task.Delay((StepMs * 2) + TickMs);
        await connection.Send(Answer);
    }

    private static async Task Damaged(RawConnection connection)
    {
        await connection.Read();
        await connection.Send(Answer.Replace("HTTP", "HTDP", System.StringComparison.Ordinal));
    }

    private static Task ResetAtAccept(RawConnection connection)
    {
        connection.WillReset();
        return Task.CompletedTask;
    }

    private static async Task ResetInAnswer(RawConnection connection)
    {
        await connection.Read();
        await connection.Send(Answer[..14]);
        connection.WillReset();
    }

    private static async Task ResetAfterAnswer(RawConnection connection)
    {
        await connection.Read();
        await connection.Send(Answer);
        connection.WillReset();
    }

    private static async Task HalfClose(RawConnection connection)
    {
        await connection.Read();
        await connection.Send(Answer);
        connection.EndHalf();
        await connection.Linger();
    }

    /// <summary>Each byte is progress; the whole would take eight seconds.</summary>
    private static async Task Trickle(RawConnection connection)
    {
        await connection.Read();
        foreach (char letter in Answer)
        {
            await connection.Send(letter.ToString());
            await Task.Delay(StepMs);
        }
    }

    private static async Task SingleBytes(RawConnection connection)
    {
        await connection.Read();
        foreach (char letter in Answer)
        {
            await connection.Send(letter.ToString());
        }

        await connection.Linger();
    }

    /// <summary>Bytes that would rule a terminal and forge a line of the log.</summary>
    private static async Task Terminal(RawConnection connection)
    {
        await connection.Read();
        await connection.Send("\u001b[2J\0\u0007\"\\\r\n<0>Jan  1 00:00:00 lvsmon[1]: UP www; seq 1\n\u00ff");
        await connection.Linger();
    }
}
