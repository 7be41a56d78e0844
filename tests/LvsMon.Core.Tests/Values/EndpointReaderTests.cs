using System;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Values;

public sealed class EndpointReaderTests
{
    [Fact]
    public void TryRead_WhatEndpointWrites_IsTheSame()
    {
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            UInt128 bits = new((ulong)random.NextInt64(), (ulong)random.NextInt64());
            for (int group = 0; group < 8; group++)
            {
                bits &= random.Next(2) == 0 ? ~((UInt128)0xFFFF << (16 * group)) : UInt128.MaxValue;
            }

            IpAddress address = i % 4 == 0 ? IpAddress.FromV4((uint)random.Next()) : IpAddress.FromV6(bits);
            Endpoint endpoint = new(address, (ushort)random.Next(65536));
            EndpointReader.TryRead(Encoding.ASCII.GetBytes(endpoint.ToString()), out Endpoint read).Should()
                .BeTrue(endpoint.ToString());
            read.Should().Be(endpoint);
        }
    }

    [Theory]
    [InlineData("[::ffff:192.0.2.1]:80", "::ffff:c000:201")]
    [InlineData("[::192.0.2.1]:0", "::c000:201")]
    [InlineData("[1:2:3:4:5:6:7:8]:1", "1:2:3:4:5:6:7:8")]
    [InlineData("[1:2:3:4:5:6:7::]:1", "1:2:3:4:5:6:7:0")]
    public void TryRead_FormsOfInetNtop_AreRead(string text, string address)
    {
        EndpointReader.TryRead(Encoding.ASCII.GetBytes(text), out Endpoint endpoint).Should().BeTrue();
        endpoint.Address.ToString().Should().Be(address);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":80")]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.1:")]
    [InlineData("10.0.0.1:http")]
    [InlineData("10.0.0.1:65536")]
    [InlineData("10.0.0.1:-1")]
    [InlineData("10.0.0.256:80")]
    [InlineData("10.0.0:80")]
    [InlineData("10.0.0.1.2:80")]
    [InlineData("[10.0.0.1]:80")]
    [InlineData("2001:db8::1:80")]
    [InlineData("[]:80")]
    [InlineData("[:::]:80")]
    [InlineData("[1::2::3]:80")]
    [InlineData("[1:2:3:4:5:6:7:8:9]:80")]
    [InlineData("[1:2:3:4:5:6:7:8::]:80")]
    [InlineData("[1:2:3:4:5:6:7]:80")]
    [InlineData("[1:]:80")]
    [InlineData("[12345::]:80")]
    [InlineData("[g::]:80")]
    public void TryRead_AnythingElse_IsRefused(string text) =>
        EndpointReader.TryRead(Encoding.ASCII.GetBytes(text), out _).Should().BeFalse();
}
