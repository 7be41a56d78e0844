using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;

namespace LvsMon.Core.Monitoring;

/// <summary>One check in flight: what a connection slot remembers from its start to its result.</summary>
internal struct Attempt
{
    /// <summary>The check's own memory.</summary>
    public CheckScratch Scratch;

    /// <summary>What is being sent.</summary>
    public ReadOnlyMemory<byte> Outgoing;

    /// <summary>So many bytes of its buffer are being sent instead, 0 for none.</summary>
    public int KeptBytes;

    /// <summary>When it began, monotonic microseconds.</summary>
    public long StartUs;

    /// <summary>How long the connect took, microseconds; 0 while it has not ended.</summary>
    public int ConnectUs;

    /// <summary>How long the handshake of TLS took, microseconds; 0 while there was none.</summary>
    public int TlsUs;

    /// <summary>From the beginning until the first request was handed over, behind TLS where there is some, or until an
    /// answer was waited for without one, microseconds; 0 while it has not come to that.</summary>
    public int QueryUs;

    /// <summary>The end of the whole attempt; progress never moves it.</summary>
    public long DeadlineUs;

    /// <summary>When its phase began, monotonic microseconds.</summary>
    public long EnteredUs;

    /// <summary>How long the phase may last, microseconds.</summary>
    public long AllowanceUs;

    /// <summary>The loop's lag, summed up, when its phase began.</summary>
    public long LagAtEntryUs;

    /// <summary>The loop's lag, summed up, when the attempt began.</summary>
    public long LagAtStartUs;

    /// <summary>The monitor, or -1 while the slot is free.</summary>
    public int Monitor;

    /// <summary>Bytes of what is being sent that are sent.</summary>
    public int Sent;

    /// <summary>Bytes received so far.</summary>
    public int Received;

    /// <summary>Number of the buffer lent to it, or -1.</summary>
    public int Buffer;

    /// <summary>How often the phase's deadline was put off because of the loop's lag.</summary>
    public byte Extensions;

    /// <summary>The attempt whose costly step comes after its own, or -1.</summary>
    public int NextWaiting;

    /// <summary>When it became ready for its costly step, monotonic microseconds; 0 for a step that has not waited.
    /// </summary>
    public long WaitingSinceUs;

    /// <summary>The deadline of its phase, kept while its costly step waits.</summary>
    public long HeldDeadlineUs;

    /// <summary>Where it stands.</summary>
    public MonitorPhase Phase;

    /// <summary>How long the certificate is valid that it was shown.</summary>
    public CertificateTerm Term;

    /// <summary>True while a costly step of it waits, see <see cref="CostlySteps"/>.</summary>
    public bool IsWaiting;

    /// <summary>True while its slot expects nothing because it has been reported and waits.</summary>
    public bool IsMuted;

    /// <summary>True when the loop was away from it so long that its end may be our own doing.</summary>
    public bool IsStruck;

    /// <summary>What is told of it when it ends now.</summary>
    public readonly Conclusion Conclude(CheckResult result, int detail, long nowUs) =>
        new(Monitor, result, (int)Math.Min(int.MaxValue, nowUs - StartUs), detail)
        {
            ConnectUs = ConnectUs,
            TlsUs = TlsUs,
            QueryUs = QueryUs,
            Term = Term,
            Received = Received,
        };

    /// <summary>When it was ready for the step that is done now: that it waited for us is no time of the server's.
    /// </summary>
    public readonly long ReadyUs(long nowUs) => WaitingSinceUs == 0 ? nowUs : WaitingSinceUs;

    /// <summary>An answer is waited for from now on.</summary>
    public void NoteAsked(long nowUs)
    {
        if (QueryUs == 0)
        {
            QueryUs = (int)Math.Min(int.MaxValue, nowUs - StartUs);
        }
    }
}
