namespace LvsMon.Core.Config.Syntax;

/// <summary>What all files of one configuration share while they are read.</summary>
internal sealed class ReadState(Diagnostics diagnostics, ConfigLimits limits)
{
    public Diagnostics Diagnostics { get; } = diagnostics;

    public ConfigLimits Limits { get; } = limits;

    public VariableTable Variables { get; } = new();

    public StringPool Strings { get; } = new();

    /// <summary>Characters that variables have added so far.</summary>
    public long ExpandedCharacters { get; set; }
}
