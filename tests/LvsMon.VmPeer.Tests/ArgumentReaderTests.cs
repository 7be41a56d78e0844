using System;
using System.Net;
using FluentAssertions;
using Xunit;

namespace LvsMon.VmPeer.Tests;

public sealed class ArgumentReaderTests
{
    [Theory]
    [InlineData("192.0.2.1:80", "192.0.2.1", 80)]
    [InlineData("[2001:db8::1]:8080", "2001:db8::1", 8080)]
    public void EndPoint_AddressAndPort_IsRead(string word, string address, int port)
    {
        new ArgumentReader([word]).EndPoint().Should().Be(new IPEndPoint(IPAddress.Parse(address), port));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("192.0.2.1:0")]
    [InlineData("192.0.2.1:65536")]
    [InlineData("2001:db8::1:80")]
    [InlineData("[2001:db8::1]")]
    [InlineData("example.org:80")]
    [InlineData("")]
    public void EndPoint_AnythingElse_IsRefused(string word)
    {
        Action read = () => new ArgumentReader([word]).EndPoint();

        read.Should().Throw<UsageException>();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("-1")]
    [InlineData("1x")]
    [InlineData("99999999999")]
    public void Number_OutsideItsRange_IsRefused(string word)
    {
        Action read = () => new ArgumentReader([word]).Number("COUNT", 1, 10);

        read.Should().Throw<UsageException>().WithMessage("COUNT *");
    }

    [Fact]
    public void Source_NotGiven_IsAnyOfTheTargetsFamily()
    {
        IPEndPoint target = IPEndPoint.Parse("[::1]:80");

        new ArgumentReader([]).Source(target, 4000).Should().Be(new IPEndPoint(IPAddress.IPv6Any, 4000));
        Action other = () => new ArgumentReader(["127.0.0.1"]).Source(target, 4000);
        other.Should().Throw<UsageException>();
    }

    [Fact]
    public void End_WithWordsLeft_NamesTheFirst()
    {
        ArgumentReader arguments = new(["now", "more"]);
        arguments.Word("command");

        arguments.Invoking(a => a.End()).Should().Throw<UsageException>().WithMessage("*more*");
    }
}
