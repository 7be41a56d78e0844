using System;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Tests.Support;

/// <summary>Addresses from their written form.</summary>
internal static class Parsed
{
    internal static IpAddress Address(string text) =>
        IpAddress.TryParse(text, out IpAddress address) ? address : throw new ArgumentException(text, nameof(text));

    internal static Endpoint Endpoint(string text) =>
        Core.Values.Endpoint.TryParse(text, out Endpoint endpoint)
            ? endpoint
            : throw new ArgumentException(text, nameof(text));
}
