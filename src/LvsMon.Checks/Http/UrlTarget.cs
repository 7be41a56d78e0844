namespace LvsMon.Checks.Http;

/// <summary>What a URL puts into a request.</summary>
/// <param name="Host">The Host field's value; null to send none.</param>
/// <param name="Path">The request target: path and query, as written.</param>
/// <param name="Name">The host without its port, as a certificate has it; empty for none.</param>
/// <param name="IsSecure">True for https.</param>
internal sealed record UrlTarget(string? Host, string Path, string Name = "", bool IsSecure = false)
{
    /// <summary>The root, of no host.</summary>
    internal static UrlTarget Root { get; } = new(null, "/");
}
