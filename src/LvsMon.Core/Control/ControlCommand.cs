using System.Collections.Generic;

namespace LvsMon.Core.Control;

/// <summary>A command as the catalogue describes it.</summary>
/// <param name="Verb">Which.</param>
/// <param name="Name">Its word in a request.</param>
/// <param name="Permission">What the client must be allowed.</param>
/// <param name="Needed">Members that its request must have beside version and command.</param>
/// <param name="Optional">Members that it may have.</param>
/// <param name="Documents">The documents of its answer, in their order.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Example">A request.</param>
public sealed record ControlCommand(
    ControlVerb Verb,
    string Name,
    ControlPermission Permission,
    IReadOnlyList<ControlField> Needed,
    IReadOnlyList<ControlField> Optional,
    IReadOnlyList<string> Documents,
    string Summary,
    string Example);
