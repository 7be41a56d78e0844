using System.Linq;
using FluentAssertions;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Values;

public sealed class TlsSettingsTests
{
    [Fact]
    public void Equals_OfSettings_IsByContent()
    {
        TlsSettings one = new() { ServerName = "a", Authorities = "x"u8.ToArray(), OwnCertificate = "y"u8.ToArray() };
        TlsSettings[] others =
        [
            one with { ServerName = "b" },
            one with { Verifies = false },
            one with { MinVersion = TlsVersion.Tls13 },
            one with { ExpiresWithinS = 1 },
            one with { Authorities = "z"u8.ToArray() },
            one with { OwnCertificate = default },
        ];

        TlsSettings same = one with { Authorities = "x"u8.ToArray(), OwnCertificate = "y"u8.ToArray() };
        same.Should().Be(one);
        same.GetHashCode().Should().Be(one.GetHashCode());
        others.Append(one).Distinct().Should().HaveCount(others.Length + 1);
    }
}
