namespace LvsMon.Core.Checks;

/// <summary>Where a plugin reports options that it cannot compile.</summary>
public interface ICheckDiagnostics
{
    /// <summary>A wrong value of an option: what, and what to write instead.</summary>
    void Error(CheckOption option, string message);

    /// <summary>A wrong value of one of several: what, and what to write instead.</summary>
    void Error(GivenOption given, string message);

    /// <summary>Options that do not go together.</summary>
    void Error(string message);
}
