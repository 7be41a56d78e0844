namespace LvsMon.Checks.Transaction;

/// <summary>A part of what is sent: bytes, or what was captured.</summary>
/// <param name="Bytes">The bytes; empty for a capture.</param>
/// <param name="Capture">Which capture, -1 for bytes.</param>
internal sealed record SendPart(byte[] Bytes, int Capture = -1)
{
    /// <summary>Bytes of it, at most.</summary>
    internal int MaxBytes => Capture < 0 ? Bytes.Length : AttemptMemory.CaptureBytes;
}
