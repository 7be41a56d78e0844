using System;
using System.IO;
using System.Text;
using FluentAssertions;
using LvsMon.VmPeer.Files;
using Xunit;

namespace LvsMon.VmPeer.Tests;

public sealed class PolledFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Read_FileThatGrowsAndIsReplaced_IsAlwaysWhole()
    {
        using PolledFile file = new(_path);
        foreach (int length in new[] { 10, 100_000, 16 * 1024, 0 })
        {
            string content = new('x', length);
            string other = _path + ".new";
            File.WriteAllText(other, content);
            File.Move(other, _path, overwrite: true);

            Encoding.ASCII.GetString(file.Read()).Should().Be(content);
        }
    }

    [Fact]
    public void Read_FileThatGoesAndComes_IsEmptyMeanwhile()
    {
        using PolledFile file = new(_path);

        File.Delete(_path);
        file.Read().Length.Should().Be(0);
        File.WriteAllText(_path, "back");
        file.Read().Length.Should().Be(4);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("TCP a\nTCP b\nUDP a\n", 2)]
    [InlineData("TCP TCP a\nTCP b", 2)]
    [InlineData("UDP\n", 0)]
    public void Count_OfLines_CountsEachLineOnce(string content, int count)
    {
        Lines.Count(Encoding.ASCII.GetBytes(content), "TCP"u8).Should().Be(count);
    }

    public void Dispose() => File.Delete(_path);
}
