using System;
using System.Collections.Generic;

namespace LvsMon.Core.Checks;

/// <summary>The one catalogue of reasons: words, and what each says of the server.</summary>
public static class Reasons
{
    /// <summary>All reasons that can stand in <c>on-failure</c>: the failures, words joined by <c>-</c>.</summary>
    public static IReadOnlyList<CheckReason> Failures { get; } =
    [
        CheckReason.ConnectRefused,
        CheckReason.ConnectTimeout,
        CheckReason.ConnectUnreachable,
        CheckReason.ConnectReset,
        CheckReason.SelfConnect,
        CheckReason.SendTimeout,
        CheckReason.ReceiveTimeout,
        CheckReason.ReceiveReset,
        CheckReason.ClosedEarly,
        CheckReason.TooLong,
        CheckReason.Malformed,
        CheckReason.StatusRefused,
        CheckReason.Mismatch,
        CheckReason.TlsHandshake,
        CheckReason.TlsTimeout,
        CheckReason.TlsAlert,
        CheckReason.CertificateExpired,
        CheckReason.CertificateExpiring,
        CheckReason.CertificateUntrusted,
        CheckReason.NameMismatch,
        CheckReason.ExitRefused,
        CheckReason.ProgramBroke,
        CheckReason.ProgramTimeout,
        CheckReason.NoSuccess,
        CheckReason.AgentDown,
        CheckReason.AgentMaint,
    ];

    /// <summary>All inconclusive reasons.</summary>
    public static IReadOnlyList<CheckReason> Inconclusive { get; } =
    [
        CheckReason.NoDescriptor,
        CheckReason.NoLocalPort,
        CheckReason.NoMemory,
        CheckReason.NoLocalAddress,
        CheckReason.NoRoute,
        CheckReason.NotPermitted,
        CheckReason.OwnLag,
        CheckReason.SystemError,
        CheckReason.NotRunnable,
        CheckReason.TooManyPrograms,
        CheckReason.ExitUnknown,
        CheckReason.ProgramKilled,
        CheckReason.NoAgent,
    ];

    /// <summary>What a reason says of the server.</summary>
    public static CheckOutcome OutcomeOf(CheckReason reason) => reason switch
    {
        CheckReason.None => CheckOutcome.Inconclusive,
        < CheckReason.ConnectRefused => CheckOutcome.Pass,
        < CheckReason.NoDescriptor => CheckOutcome.Fail,
        _ => CheckOutcome.Inconclusive,
    };

    /// <summary>True when the attempt ran out of time or met no host: the signs of a cut-off director.</summary>
    public static bool IsSilence(CheckReason reason) => reason is CheckReason.ConnectTimeout
        or CheckReason.ConnectUnreachable or CheckReason.SendTimeout or CheckReason.ReceiveTimeout
        or CheckReason.TlsTimeout or CheckReason.ProgramTimeout;

    /// <summary>True when the reason's number is told behind its words.</summary>
    public static bool HasNumber(CheckReason reason) => reason is CheckReason.StatusRefused or CheckReason.TlsAlert
        or CheckReason.Exited or CheckReason.ExitRefused or CheckReason.ProgramBroke;

    /// <summary>What a result of a check that asks for advice is worth: all but its own words is no agent.</summary>
    public static CheckResult OfAdvice(CheckResult result) =>
        result.Outcome != CheckOutcome.Fail || result.Reason is CheckReason.AgentDown or CheckReason.AgentMaint
            ? result
            : new CheckResult(CheckReason.NoAgent);

    /// <summary>The words of a reason, without its number; ASCII.</summary>
    public static ReadOnlySpan<byte> Words(CheckReason reason) => reason switch
    {
        CheckReason.None => "none"u8,
        CheckReason.Connected => "connected"u8,
        CheckReason.StatusAccepted => "status"u8,
        CheckReason.Matched => "matched"u8,
        CheckReason.Silent => "silent"u8,
        CheckReason.ConnectRefused => "connect refused"u8,
        CheckReason.ConnectTimeout => "connect timeout"u8,
        CheckReason.ConnectUnreachable => "connect unreachable"u8,
        CheckReason.ConnectReset => "connect reset"u8,
        CheckReason.SelfConnect => "self-connect"u8,
        CheckReason.SendTimeout => "send timeout"u8,
        CheckReason.ReceiveTimeout => "receive timeout"u8,
        CheckReason.ReceiveReset => "receive reset"u8,
        CheckReason.ClosedEarly => "closed early"u8,
        CheckReason.TooLong => "too long"u8,
        CheckReason.Malformed => "malformed"u8,
        CheckReason.StatusRefused => "status"u8,
        CheckReason.Mismatch => "mismatch"u8,
        CheckReason.NoSuccess => "no success"u8,
        CheckReason.TlsHandshake => "tls handshake"u8,
        CheckReason.TlsTimeout => "tls timeout"u8,
        CheckReason.TlsAlert => "tls alert"u8,
        CheckReason.CertificateExpired => "tls certificate expired"u8,
        CheckReason.CertificateExpiring => "tls certificate expiring"u8,
        CheckReason.CertificateUntrusted => "tls certificate untrusted"u8,
        CheckReason.NameMismatch => "tls name mismatch"u8,
        CheckReason.Exited => "exit"u8,
        CheckReason.ExitRefused => "exit"u8,
        CheckReason.ProgramBroke => "killed by signal"u8,
        CheckReason.ProgramTimeout => "program timeout"u8,
        CheckReason.NotRunnable => "program not runnable"u8,
        CheckReason.TooManyPrograms => "too many programs"u8,
        CheckReason.ExitUnknown => "exit 3"u8,
        CheckReason.ProgramKilled => "program killed"u8,
        CheckReason.Advised => "agent"u8,
        CheckReason.AgentDown => "agent down"u8,
        CheckReason.AgentMaint => "agent maint"u8,
        CheckReason.NoAgent => "no agent"u8,
        CheckReason.NoDescriptor => "no descriptor"u8,
        CheckReason.NoLocalPort => "no local port"u8,
        CheckReason.NoMemory => "no memory"u8,
        CheckReason.NoLocalAddress => "no local address"u8,
        CheckReason.NoRoute => "no route"u8,
        CheckReason.NotPermitted => "not permitted"u8,
        CheckReason.OwnLag => "own lag"u8,
        _ => "system error"u8,
    };
}
