using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>A file that was read, with its lines for the caret under a mistake.</summary>
public sealed record SourceFile(string Path, IReadOnlyList<string> Lines);
