namespace LvsMon.Core.Config;

/// <summary>Whether a diagnostic refuses the configuration.</summary>
public enum DiagnosticSeverity : byte
{
    /// <summary>Told, but the configuration is taken.</summary>
    Warning,

    /// <summary>The configuration is refused whole.</summary>
    Error,
}
