using System;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Peers;

/// <summary>
/// Datagrams as they stand in a script: two bytes, then what is sent. The first says where its beginning comes from,
/// the request that is answered or an earlier one, the second how many bytes that is.
/// </summary>
internal static class Datagrams
{
    /// <summary>The beginning stands as it is.</summary>
    public const byte Raw = 0;

    /// <summary>The beginning is the request's.</summary>
    public const byte OfRequest = 1;

    /// <summary>The beginning is that of another request to the same peer.</summary>
    public const byte OfEarlier = 2;

    /// <summary>Bytes before what is sent.</summary>
    public const int HeadBytes = 2;

    /// <summary>Bytes of a DNS identifier.</summary>
    private const int IdBytes = 2;

    /// <summary>The bytes of an echo: a number and a text of ours.</summary>
    private const int EchoBytes = 16;

    private const string Question = "\u0003www\u0007example\u0003com\0\0\u0001\0\u0001";
    private const string Record = "\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04";
    private const string Options = "\0\0\x29\x10\0\0\0\0\0\0\0";
    private const string Address = "\xc0\0\x02\x50";

    /// <summary>A right answer.</summary>
    public static PeerStep Good(PeerKind kind, long delayUs, Draw draw) =>
        Step(OfRequest, CountOf(kind), GoodText(kind, draw), delayUs);

    /// <summary>The right answer to another request; a check that sends the same bytes each time cannot tell.</summary>
    public static PeerStep Late(PeerKind kind, long delayUs, Draw draw) =>
        Step(OfEarlier, CountOf(kind), kind == PeerKind.Datagram ? "no" : GoodText(kind, draw), delayUs);

    /// <summary>What answers nothing.</summary>
    public static PeerStep Foreign(PeerKind kind, long delayUs, Draw draw) => kind switch
    {
        PeerKind.Names => draw.Below(4) switch
        {
            0 => Step(Raw, 0, Answers.Garbage(draw), delayUs),
            1 => Step(OfRequest, IdBytes, "..\x81\x80\0\x01\0\x01\0\0\0\0" + Question.Replace('w', 'v'), delayUs),
            2 => Step(OfRequest, IdBytes, "..\x01\0\0\x01\0\0\0\0\0\0" + Question, delayUs),
            _ => Step(OfRequest, IdBytes, "..\x81\x80\0", delayUs),
        },
        PeerKind.Echo => draw.Below(4) switch
        {
            0 => Step(Raw, 0, Answers.Garbage(draw), delayUs),
            1 => Step(OfRequest, draw.Between(1, EchoBytes - 1), "", delayUs),
            2 => Step(OfRequest, EchoBytes, new string('.', EchoBytes + 1), delayUs),
            _ => Step(OfRequest, EchoBytes - 1, new string('!', EchoBytes), delayUs),
        },
        _ => Step(Raw, 0, Answers.Garbage(draw), delayUs),
    };

    /// <summary>An answer that says no.</summary>
    public static PeerStep Wrong(PeerKind kind, long delayUs, Draw draw) => kind switch
    {
        PeerKind.Names => Step(
            OfRequest,
            IdBytes,
            draw.Below(4) switch
            {
                0 => Head(code: 2, records: 0) + Question,
                1 => Head(code: 3, records: 0) + Question,
                2 => Head(code: 0, records: 0) + Question,
                _ => Head(code: 0, records: 1) + Question + Record + "\xc0\0\x02\x51",
            },
            delayUs),
        PeerKind.Echo => Foreign(kind, delayUs, draw),
        _ => Step(Raw, 0, draw.Of<string>(["no", "OK", "o", ""]), delayUs),
    };

    /// <summary>A right answer that ends within a record, with or without a word that it was cut.</summary>
    public static PeerStep Cut(PeerKind kind, bool isMarked, long delayUs, Draw draw) => kind switch
    {
        PeerKind.Names => Step(
            OfRequest,
            IdBytes,
            Head(code: 0, records: 1, isCut: isMarked) + Question + (Record + Address)[..draw.Between(0, 15)],
            delayUs),
        PeerKind.Echo => Step(OfRequest, draw.Between(0, EchoBytes - 1), "", delayUs),
        _ => Step(Raw, 0, "o", delayUs),
    };

    private static byte CountOf(PeerKind kind) => kind switch
    {
        PeerKind.Names => IdBytes,
        PeerKind.Echo => EchoBytes,
        _ => 0,
    };

    private static string GoodText(PeerKind kind, Draw draw) => kind switch
    {
        PeerKind.Names => draw.Below(3) switch
        {
            0 => Head(code: 0, records: 1) + Question + Record + Address,
            1 => Head(code: 0, records: 2) + Question + Record + "\x0a\0\0\x01" + Record + Address,
            _ => Head(code: 0, records: 1) + Question.Replace('w', 'W') + Record + Address + Options,
        },
        PeerKind.Echo => "",
        _ => draw.Of<string>(["ok", "ok, and more\n"]),
    };

    private static string Head(int code, int records, bool isCut = false) =>
        $"..{(isCut ? '\x83' : '\x81')}{(char)(0x80 | code)}\0\x01\0{(char)records}\0\0\0\0";

    private static PeerStep Step(byte source, int count, string text, long delayUs) =>
        PeerStep.Say($"{(char)source}{(char)count}{text}", Math.Max(0, delayUs));
}
