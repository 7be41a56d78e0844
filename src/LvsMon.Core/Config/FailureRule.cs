using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>One <c>on-failure</c> line. Without causes it sets the action for all causes that no other line
/// names.</summary>
public sealed record FailureRule(FailureAction Action, IReadOnlyList<Word> Causes);
