using System;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>One death: who is killed when real server 2 dies or comes back, and at which system call.</summary>
/// <param name="IsDown">True when the server dies, false when it comes back.</param>
/// <param name="Victim"><c>daemon</c>, or the first word of the ipvsadm: <c>-R</c>, <c>-S</c>, <c>-L</c>.</param>
/// <param name="Call">The system call's name.</param>
/// <param name="Number">Which of these calls, from 1.</param>
internal sealed record Strike(bool IsDown, string Victim, string Call, int Number)
{
    /// <summary>True when the daemon told its edit before it came to the call; it was killed then.</summary>
    public bool IsLate { get; init; }

    /// <summary>The call that the victim was killed at as strace saw it, empty when the strike was late.</summary>
    public string KilledAt { get; init; } = string.Empty;

    /// <summary>When the server died or came back, by the guest's clock.</summary>
    public TimeSpan Begun { get; init; }

    /// <summary>When the new daemon had read the table; or the same one, the table being right.</summary>
    public TimeSpan Ready { get; init; }

    /// <summary>How many real servers the daemon found in the table at its start.</summary>
    public int Adopted { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{(IsDown ? "down" : "up")} {Victim} {Call} {Number}";
}
