using System;
using System.Globalization;
using System.IO;
using System.Text;
using LvsMon.Commands;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Programs;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Time;
using LvsMon.Linux.Tls;

namespace LvsMon.Composition;

/// <summary>One check by hand: compiles the options, runs the loop's own steps once, and prints a Nagios plugin's
/// line.</summary>
internal sealed class HandCheck : ICheckDiagnostics
{
    /// <summary>Built-in connect timeout, microseconds.</summary>
    public const long ConnectTimeoutUs = 3_000_000;

    /// <summary>Built-in receive timeout, microseconds.</summary>
    public const long ReceiveTimeoutUs = 3_000_000;

    /// <summary>Built-in timeout of the whole check, microseconds.</summary>
    public const long TimeoutUs = 5_000_000;

    private const int ShownEvidence = 64;
    private TextWriter _error = TextWriter.Null;
    private bool _hasErrors;

    /// <summary>The plugin.</summary>
    public required ICheckPlugin Plugin { get; init; }

    /// <summary>Its options as given.</summary>
    public required CheckOptionValues Values { get; init; }

    /// <summary>ADDRESS:PORT as given.</summary>
    public required string Target { get; init; }

    /// <summary>The local address as given, null for any.</summary>
    public string? Source { get; init; }

    /// <summary>Time for the connect, microseconds.</summary>
    public required long ConnectUs { get; init; }

    /// <summary>Time for the answer, microseconds.</summary>
    public required long ReceiveUs { get; init; }

    /// <summary>Time for all, microseconds.</summary>
    public required long TotalUs { get; init; }

    /// <summary>Runs the check.</summary>
    public ExitCode Run(TextWriter output, TextWriter error)
    {
        _error = error;
        OptionFiles.Load(Values, PlanLoader.Host.Files, needsWholePath: false, this);
        CheckProgram? program = _hasErrors ? null : Plugin.Compile(Values, this);
        if (program is not null && PlanLoader.Host.Judge(program, this) is { } doubt)
        {
            error.WriteLine($"lvsmon: warning: {doubt}");
        }

        if (program is null || _hasErrors)
        {
            return ExitCode.CheckInconclusive;
        }

        if (!TryParseTarget(program.Transport, out Endpoint target))
        {
            error.WriteLine($"lvsmon: \"{Target}\" is not ADDRESS:PORT; write 192.0.2.11:80 or [2001:db8::1]:80");
            return ExitCode.CheckInconclusive;
        }

        IpAddress source = target.Address.IsV6 ? IpAddress.FromV6(UInt128.Zero) : IpAddress.FromV4(0);
        if (Source is not null && (!IpAddress.TryParse(Source, out source) || source.IsV6 != target.Address.IsV6))
        {
            error.WriteLine($"lvsmon: \"{Source}\" is not a local address of the target's family");
            return ExitCode.CheckInconclusive;
        }

        MonotonicClock clock = new();
        EpollSocketSet epoll = new(1, clock);
        using ProgramSet sockets = new(new SecureSocketSet(epoll), epoll, clock);
        Plan plan = PlanOf(program, target, source);
        SingleCheckReport report = SingleCheck.Run(plan, clock, sockets, SecretNumber.Draw());
        output.WriteLine(Line(report));
        return report.Result.Outcome switch
        {
            CheckOutcome.Pass => ExitCode.Success,
            CheckOutcome.Fail => ExitCode.CheckFailed,
            _ => ExitCode.CheckInconclusive,
        };
    }

    /// <summary>An echo goes to a host: its port may be left out.</summary>
    private bool TryParseTarget(Transport transport, out Endpoint target)
    {
        if (transport == Transport.Echo && IpAddress.TryParse(Target, out IpAddress host))
        {
            target = new Endpoint(host, 0);
            return true;
        }

        return Endpoint.TryParse(Target, out target);
    }

    /// <inheritdoc/>
    public void Error(CheckOption option, string message) => Error($"{option.Name}: {message}");

    /// <inheritdoc/>
    public void Error(GivenOption given, string message) => Error(given.Option, message);

    /// <inheritdoc/>
    public void Error(string message)
    {
        _hasErrors = true;
        _error.WriteLine($"lvsmon: {message}");
    }

    /// <summary>The line of a report, as surface and reference show it.</summary>
    internal static string Line(SingleCheckReport report)
    {
        CheckOutcome outcome = report.Result.Outcome;
        StringBuilder line = new(outcome switch
        {
            CheckOutcome.Pass => "PASS ",
            CheckOutcome.Fail => "FAIL ",
            _ => "INCONCLUSIVE ",
        });
        line.Append(Reason(report.Result));
        if (report.Place.Length > 0)
        {
            line.Append(' ').Append(Encoding.ASCII.GetString(report.Place));
        }

        if (report.Evidence.Length > 0)
        {
            Span<byte> quoted = stackalloc byte[(ShownEvidence * 4) + 2];
            ByteWriter writer = new(quoted);
            writer.Quoted(report.Evidence, ShownEvidence);
            line.Append(' ').Append(Encoding.ASCII.GetString(writer.Written));
        }

        line.Append(" in ").Append(Time(report.CheckUs));
        if (report.ConnectUs > 0)
        {
            line.Append(" (connect ").Append(Time(report.ConnectUs));
            if (report.TlsUs > 0)
            {
                line.Append(", tls ").Append(Time(report.TlsUs));
            }

            line.Append(", send ").Append(Time(report.SendUs))
                .Append(", receive ").Append(Time(report.ReceiveUs))
                .Append("; ").Append(report.Bytes).Append(" bytes)");
        }

        string seconds = (report.CheckUs / 1e6).ToString("0.0000", CultureInfo.InvariantCulture);
        return line.Append(" | time=").Append(seconds).Append("s;;;0").ToString();
    }

    /// <summary>Milliseconds with a tenth below a second, so that the phases of a line can be compared.</summary>
    private static string Time(int us) => us < DurationText.UsPerSecond
        ? (us / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + "ms"
        : DurationText.Format(us);

    private static string Reason(CheckResult result) => result.Reason switch
    {
        CheckReason.StatusAccepted or CheckReason.Matched when result.Number > 0 =>
            result.Number.ToString(CultureInfo.InvariantCulture),
        CheckReason.Advised => string.Create(CultureInfo.InvariantCulture, $"agent {result.Number}%"),
        CheckReason reason when Reasons.HasNumber(reason) => string.Create(
            CultureInfo.InvariantCulture,
            $"{Encoding.ASCII.GetString(Reasons.Words(result.Reason))} {result.Number}"),
        _ => Encoding.ASCII.GetString(Reasons.Words(result.Reason)),
    };

    private Plan PlanOf(CheckProgram program, Endpoint target, IpAddress source)
    {
        MonitorPlan monitor = new(
            target, source, program, Limited(ConnectUs), Limited(ReceiveUs), Limited(TotalUs))
        { SubscriptionCount = 0, IntervalUs = TotalUs };
        return new Plan
        {
            Global = new GlobalSettings(),
            Services = [],
            Reals = [],
            Monitors = [monitor],
            Subscriptions = [],
            MaxInFlight = 1,
            BufferBytes = program.BufferBytes,
            BufferedMonitors = program.BufferBytes > 0 ? 1 : 0,
        };
    }

    private static uint Limited(long us) => (uint)Math.Min(us, uint.MaxValue);
}
