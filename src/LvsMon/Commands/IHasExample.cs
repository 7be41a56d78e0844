namespace LvsMon.Commands;

/// <summary>A command that shows an example at the end of its help.</summary>
internal interface IHasExample
{
    /// <summary>A command line that works.</summary>
    string Example { get; }
}
