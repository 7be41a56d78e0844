using System;
using System.Collections.Generic;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>
/// Puts the layers together: real, virtual, defaults, the command line, built-in; the first that sets a value wins.
/// </summary>
internal sealed class TimingResolver(TimingLayer defaults, long? intervalUs, Diagnostics diagnostics)
{
    private const long BuiltInIntervalUs = 10 * DurationText.UsPerSecond;
    private const long BuiltInConnectUs = 3 * DurationText.UsPerSecond;
    private const long BuiltInReceiveUs = 3 * DurationText.UsPerSecond;
    private const long BuiltInHoldDownMaxUs = 600 * DurationText.UsPerSecond;
    private const long BuiltInTimeoutUs = 5 * DurationText.UsPerSecond;

    // The same two lines are in conflict for every real server they reach: one message.
    private readonly HashSet<(SourceSpan One, SourceSpan Other)> _reported = [];

    /// <summary>The timing under one virtual service, with or without a real server's own layer.</summary>
    public Timing Resolve(TimingLayer service, TimingLayer? real)
    {
        Setting interval = Find(TimingField.Interval, service, real, out int intervalDepth);
        Setting timeout = Find(TimingField.Timeout, service, real, out int timeoutDepth);
        long everyUs = interval.IsSet && !interval.Broken ? interval.Value : intervalUs ?? BuiltInIntervalUs;
        long builtInTimeoutUs = Math.Min(BuiltInTimeoutUs, 10 * everyUs);
        if (timeout.IsSet && !timeout.Broken && !interval.Broken && timeout.Value > 10 * everyUs)
        {
            Report(timeout, interval, everyUs, intervalDepth > timeoutDepth ? interval.Span : timeout.Span);
        }

        LookAtHold(service, real);

        long Value(TimingField field, long otherwise)
        {
            Setting setting = Find(field, service, real, out _);
            return setting.IsSet && !setting.Broken ? setting.Value : otherwise;
        }

        return new Timing(
            everyUs,
            Value(TimingField.FastInterval, everyUs),
            Value(TimingField.DownInterval, everyUs),
            Value(TimingField.ConnectTimeout, BuiltInConnectUs),
            Value(TimingField.ReceiveTimeout, BuiltInReceiveUs),
            Value(TimingField.Timeout, builtInTimeoutUs),
            (uint)Value(TimingField.Rise, 1),
            (uint)Value(TimingField.Fall, 3),
            Value(TimingField.FailAfter, 0))
        {
            StableForUs = Value(TimingField.StableFor, 0),
            HoldDownUs = Value(TimingField.HoldDown, 0),
            HoldDownMaxUs = Value(TimingField.HoldDownMax, BuiltInHoldDownMaxUs),
            SlowStartUs = Value(TimingField.SlowStart, 0),
        };
    }

    /// <summary>Warns of a hold that could not grow: it works, but not as somebody who wrote both will think.</summary>
    private void LookAtHold(TimingLayer service, TimingLayer? real)
    {
        Setting hold = Find(TimingField.HoldDown, service, real, out int holdDepth);
        Setting most = Find(TimingField.HoldDownMax, service, real, out int mostDepth);
        long mostUs = most.IsSet ? most.Value : BuiltInHoldDownMaxUs;
        if (hold.Broken || most.Broken || hold.Value <= mostUs || !_reported.Add((hold.Span, most.Span)))
        {
            return;
        }

        string text = DurationText.Format(mostUs);
        diagnostics.Warning(
            ConfigRules.HoldDownAboveMax,
            most.IsSet && mostDepth > holdDepth ? most.Span : hold.Span,
            $"a hold-down of {DurationText.Format(hold.Value)} is above its hold-down-max of {text} and never grows; "
            + $"write a hold-down up to {text}, or a longer hold-down-max");
    }

    private Setting Find(TimingField field, TimingLayer service, TimingLayer? real, out int depth)
    {
        depth = 2;
        if (real is not null && real[field].IsSet)
        {
            return real[field];
        }

        depth = service[field].IsSet ? 1 : 0;
        return depth == 1 ? service[field] : defaults[field];
    }

    private void Report(Setting timeout, Setting interval, long everyUs, SourceSpan span)
    {
        if (_reported.Add((timeout.Span, interval.Span)))
        {
            string most = DurationText.Format(10 * everyUs);
            diagnostics.Error(
                ConfigRules.TimeoutAboveInterval,
                span,
                $"a timeout of {DurationText.Format(timeout.Value)} is above 10 intervals of "
                + $"{DurationText.Format(everyUs)}; write a timeout up to {most}, or a longer interval");
        }
    }
}
