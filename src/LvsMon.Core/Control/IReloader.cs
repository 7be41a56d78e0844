namespace LvsMon.Core.Control;

/// <summary>Whoever can read the configuration again; between two turns.</summary>
public interface IReloader
{
    /// <summary>Reads it, compares it with what runs, and takes it.</summary>
    /// <param name="force">Take it although <c>reload-limit</c> speaks against it.</param>
    /// <param name="dryRun">Change nothing.</param>
    ReloadReport Reload(bool force, bool dryRun);
}
