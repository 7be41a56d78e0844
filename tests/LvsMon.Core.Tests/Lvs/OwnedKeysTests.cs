using System.Text;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class OwnedKeysTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        ServiceKey[] keys =
        [
            PlanMaker.Key("tcp 10.0.0.1:80"), PlanMaker.Key("udp [2001:db8::1]:53"),
            PlanMaker.Key("sctp 10.0.0.1:5000"), PlanMaker.Key("fwmark 4294967295"), PlanMaker.Key("fwmark 8 ipv6"),
        ];
        OwnedKeys.Read(OwnedKeys.Write(keys)).Should().Equal(keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tcp\n")]
    [InlineData("tcp 10.0.0.1\n")]
    [InlineData("tcp 10.0.0.1:80 more\n")]
    [InlineData("quic 10.0.0.1:80\n")]
    [InlineData("fwmark 0\n")]
    [InlineData("fwmark -1\n")]
    [InlineData("fwmark 7 ipv5\n")]
    [InlineData("fwmark 99999999999\n")]
    [InlineData("\0\0\0\n\xff")]
    public void Read_NoKeys_IsEmpty(string text) =>
        OwnedKeys.Read(Encoding.Latin1.GetBytes(text)).Should().BeEmpty();

    [Fact]
    public void Read_TooMany_IsBounded()
    {
        StringBuilder text = new();
        for (int i = 1; i <= 70_000; i++)
        {
            text.Append("fwmark ").Append(i).Append("\r\nfwmark ").Append(i).Append('\n');
        }

        OwnedKeys.Read(Encoding.ASCII.GetBytes(text.ToString())).Should().HaveCount(OwnedKeys.MaxKeys);
    }
}
