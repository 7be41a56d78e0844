using System;
using System.Collections.Generic;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Transaction;

/// <summary>The check <c>transaction</c>: a conversation whose steps are options, in their order.</summary>
internal sealed class TransactionPlugin : ICheckPlugin
{
    private readonly TimeSpan _matchTimeout;

    /// <summary>Makes it; a match of a pattern may take <paramref name="matchTimeout"/>.</summary>
    internal TransactionPlugin(TimeSpan matchTimeout)
    {
        _matchTimeout = matchTimeout;
    }

    /// <inheritdoc/>
    public string Name => "transaction";

    /// <inheritdoc/>
    public string Summary =>
        "Sends and waits, step by step in the order of the options, and passes when the last step is met.";

    /// <inheritdoc/>
    public string Example => "transaction --send-line PING --expect +PONG 10.0.0.11:6379";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => TransactionOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        int? maxBytes = ByteCap.Read(options, diagnostics);
        IReadOnlyList<Step>? steps = new StepBuilder(options.Steps, _matchTimeout, diagnostics).Build();
        return maxBytes is null || steps is null
            ? null
            : TlsReader.Wrap(
                tls => new TransactionProgram($"{Name} {options.Canonical(Options)}", maxBytes.Value, steps, tls),
                TransactionOptions.StartTls,
                options,
                diagnostics);
    }
}
