using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>One step of a peer's script, <paramref name="DelayUs"/> after the step before (or the accept).</summary>
public readonly record struct PeerStep(PeerStepKind Kind, long DelayUs, byte[] Bytes, int RequestBytes)
{
    /// <summary>Sends a text.</summary>
    public static PeerStep Say(string text, long delayUs = 100) =>
        new(PeerStepKind.Bytes, delayUs, Encoding.Latin1.GetBytes(text), 0);

    /// <summary>Waits until so many bytes in all have been taken; resets the connection when that takes longer than
    /// <paramref name="patienceUs"/>, 0 for never.</summary>
    public static PeerStep Hear(int bytes, long patienceUs = 0) => new(PeerStepKind.Await, patienceUs, [], bytes);

    /// <summary>Ends the stream.</summary>
    public static PeerStep End(long delayUs = 0) => new(PeerStepKind.End, delayUs, [], 0);

    /// <summary>Resets the connection.</summary>
    public static PeerStep Reset(long delayUs = 0) => new(PeerStepKind.Reset, delayUs, [], 0);

    /// <summary>Receiving fails with an error.</summary>
    public static PeerStep Fail(OsError error, long delayUs = 0) => new(PeerStepKind.Fail, delayUs, [], (int)error);

    /// <summary>Sends without end.</summary>
    public static PeerStep Flood(long delayUs = 0) => new(PeerStepKind.Flood, delayUs, [(byte)'x'], 0);
}
