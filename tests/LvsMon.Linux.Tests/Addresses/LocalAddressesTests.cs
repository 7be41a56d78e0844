using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Addresses;
using LvsMon.Linux.Tests.Support;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Addresses;

public sealed class LocalAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.1.2.3", true)]
    [InlineData("::1", true)]
    [InlineData("203.0.113.77", false)]
    [InlineData("2001:db8::77", false)]
    [InlineData("0.0.0.1", false)]
    public void IsLocal_OfAnAddress_SaysWhetherItIsOurs(string address, bool expected) =>
        LocalAddresses.Read().IsLocal(Parsed.Address(address)).Should().Be(expected);

    [Fact]
    public void IsLocal_AskedAgainLater_ReadsAnewAndAllocatesNothing()
    {
        SteppingClock clock = new();
        LocalAddresses addresses = new(clock);
        IpAddress loopback = Parsed.Address("::1");
        bool works = true;

        Allocation.Of(() => works &= addresses.IsLocal(loopback)).Should().Be(0);
        works.Should().BeTrue();
    }

    /// <summary>Each reading is two seconds later.</summary>
    private sealed class SteppingClock : IClock
    {
        private long _nowUs;

        public long NowUs => _nowUs += 2_000_000;
    }
}
