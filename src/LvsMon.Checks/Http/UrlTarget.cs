namespace LvsMon.Checks.Http;

/// <summary>What a URL puts into a request.</summary>
/// <param name="Host">The Host field's value; null to send none.</param>
/// <param name="Path">The request target: path and query, as written.</param>
internal sealed record UrlTarget(string? Host, string Path)
{
    /// <summary>The root, of no host.</summary>
    internal static UrlTarget Root { get; } = new(null, "/");
}
