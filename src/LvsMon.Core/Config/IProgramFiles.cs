using LvsMon.Core.Values;

namespace LvsMon.Core.Config;

/// <summary>What this host can say of a program before it is run.</summary>
public interface IProgramFiles
{
    /// <summary>Null when it can be run, else what is wrong, for a person.</summary>
    string? Refusal(ExternalProgram program);

    /// <summary>Null when nobody but root and us can change it, else who can, for a person.</summary>
    string? Doubt(ExternalProgram program);
}
